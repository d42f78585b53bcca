// The record page: being here counts as being there, however long the record takes to write.

import { follow } from "./live.js";

follow(document.getElementById("record").dataset.stream, async () => {});
