// What this browser remembers of its owner's wishes: "on" or "off", nothing else. Where a browser
// keeps nothing, everything is as it is at first.

export function kept(name, otherwise) {
  try {
    return (localStorage.getItem(`madobe-${name}`) ?? (otherwise ? "on" : "off")) === "on";
  } catch {
    return otherwise;
  }
}

export function keep(name, isOn) {
  try {
    localStorage.setItem(`madobe-${name}`, isOn ? "on" : "off");
  } catch {
    // Not kept: it holds for this page.
  }
}
