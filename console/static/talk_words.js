// What the scripts of the talk page say, in the member's language: written there by the server.

export const said = document.getElementById("talk-words")?.dataset ?? {};

/** A sentence with its number. */
export const counted = (sentence, n) => sentence.replace("%(n)s", n);
