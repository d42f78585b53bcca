// What every page of a signed-in member has: keys, the overlay, the sound, true times.

import "./help.js";
import "./keys.js";
import "./menus.js";
import "./sound.js";
import "./times.js";
