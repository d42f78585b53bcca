// A short, soft tone, made here: no file, and nothing that speaks. It can be switched off, and the
// page says in words whether it is heard: a browser stays silent until somebody has pressed a key
// or touched the page.

import { keep, kept } from "./kept.js";
import { words } from "./words.js";

const NOTES = [587.33, 783.99]; // D, then G: friendly, and not a telephone's
const CALL = [880, 659.25, 880, 659.25]; // A and E, twice: not to be taken for the other
const LOUDNESS = 0.08;
const CALL_LOUDNESS = 0.16;
const SECONDS = 0.45;
const PAUSE = 3_000; // several pages of one browser, or several words at once, make one tone

const button = document.getElementById("sound");
let context = null;
let isOn = kept("sound", true);

/** Sounds once, if it may. */
export function chime() {
  if (!isOn || !isHeard() || hasJustSounded("sounded")) return;
  sound(NOTES, LOUDNESS);
}

/** Sounds as an alert does: louder, and whatever else has just sounded. */
export function ring() {
  if (!isOn || !isHeard() || hasJustSounded("rung")) return;
  sound(CALL, CALL_LOUDNESS);
}

/** Whether a tone would be heard on this page now. */
export const isSounding = () => isOn && isHeard();

function sound(notes, most) {
  notes.forEach((pitch, place) => {
    const from = context.currentTime + place * 0.16;
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(most, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, from + SECONDS);
    tone.connect(loudness).connect(context.destination);
    tone.start(from);
    tone.stop(from + SECONDS);
  });
}

const isHeard = () => context?.state === "running";

function hasJustSounded(which) {
  try {
    const now = Date.now();
    const before = Number(localStorage.getItem(`madobe-${which}`));
    if (now - before < PAUSE) return true;
    localStorage.setItem(`madobe-${which}`, now);
  } catch {
    // Each page for itself, then.
  }
  return false;
}

async function unlock() {
  if (!isOn || isHeard() || !("AudioContext" in window)) return;
  if (!context) {
    context = new AudioContext();
    context.addEventListener("statechange", show);
  }
  await context.resume().catch(() => {});
}

function show() {
  if (!button) return;
  document.dispatchEvent(new Event("sound-changed"));
  button.textContent = !isOn ? words.soundOff : isHeard() ? words.soundOn : words.soundLocked;
}

async function press() {
  isOn = !(isOn && isHeard());
  keep("sound", isOn);
  await unlock();
  show();
  if (isOn && isHeard()) sound(NOTES, LOUDNESS);
}

if (button) {
  button.addEventListener("click", press);
  // The first touch or key anywhere lets it be heard from then on.
  for (const gesture of ["pointerup", "keydown"]) {
    addEventListener(gesture, (event) => {
      if (!button.contains(event.target)) unlock();
    });
  }
  unlock();
  show();
}
