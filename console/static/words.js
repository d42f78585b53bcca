// What the scripts of every page say, in the member's language: written on the page by the server.

export const words = document.getElementById("shell-words")?.dataset ?? {};
