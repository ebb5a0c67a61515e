// Keys for the review page. Streamlit's own shortcuts fall short here: two quick keys may land in
// one run of the page, Enter is taken from the button that has the focus, and Ctrl+Z from a field
// in which someone types. Here keys wait in a row until the page has drawn what the last one did.
(() => {
  const MARKER = "#toetsen"; // is on the page; data-aan: keys are on; data-beurt: run of the page
  const KEYS = {
    a: "akkoord", Enter: "akkoord", g: "geen", s: "overslaan", u: "ongedaan", m: "notitie",
    w: "werkt", k: "knelpunt", n: "kans", o: "zonder",
    ArrowDown: "volgende", v: "volgende", ArrowUp: "vorige", t: "vorige",
  };
  const KINDS = ["werkt", "knelpunt", "kans", "zonder"];
  const TYPING = "textarea, select, [contenteditable=true], input:not([type=checkbox])";
  // The link to this very page, on which the focus stays after coming here, is no use pressing.
  const OWN_ENTER = "button, a:not([aria-current=page]), summary, [role=option], [role=tab]";
  const OWN_ARROWS = "[role=listbox], [role=radiogroup], [role=slider], [role=combobox], [role=tablist]";
  const MOST = 40;
  const PATIENCE = 10000; // ms
  const CALM = 4; // looks in a row at which all is drawn: the page shows a run after it has ended
  const waiting = [];
  let busySince = 0;
  let busyTurn = null;
  let calm = 0;
  let lastSaid = "";

  const marker = () => document.querySelector(MARKER);
  const turn = () => marker()?.dataset.beurt;
  const still = () =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";

  function control(name) {
    if (name === "notitie") return document.querySelector(".st-key-toets-notitie summary");
    const kind = KINDS.indexOf(name);
    if (kind >= 0) return document.querySelectorAll(".st-key-toets-soort button")[kind];
    return document.querySelector(`.st-key-toets-${name} :is(button, input)`);
  }

  function act(name) {
    const found = control(name);
    if (!found || found.disabled) return false;
    if (name === "notitie") {
      if (!found.parentElement.open) found.click();
      setTimeout(() => found.parentElement.querySelector("textarea")?.focus(), 100);
      return false;
    }
    found.click();
    return true;
  }

  function next() {
    if (busyTurn !== null) {
      const drawn = turn() !== busyTurn && still() && !document.querySelector("[data-stale=true]");
      calm = drawn ? calm + 1 : 0;
      if (calm < CALM && Date.now() - busySince < PATIENCE) return setTimeout(next, 15);
    }
    busyTurn = null;
    calm = 0;
    if (!waiting.length) return undefined;
    const before = turn();
    if (act(waiting.shift())) {
      busyTurn = before;
      busySince = Date.now();
    }
    return setTimeout(next, 15);
  }

  function nameOf(event) {
    const at = event.target;
    const modified = event.ctrlKey || event.metaKey;
    if (event.altKey || at.closest(TYPING) || document.querySelector("[role=dialog]")) return null;
    if (modified) return event.key.toLowerCase() === "z" && !event.shiftKey ? "ongedaan" : null;
    if (marker().dataset.aan !== "ja" || event.shiftKey) return null;
    if (event.key === "Enter" && at.closest(OWN_ENTER)) return null;
    if (event.key.startsWith("Arrow") && at.closest(OWN_ARROWS)) return null;
    if (/^[1-9]$/.test(event.key)) return `thema-${event.key}`;
    return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
  }

  function leave(field) {
    if (field.closest(TYPING)) field.blur();
  }

  document.addEventListener("keydown", (event) => {
    if (!marker() || event.repeat || event.isComposing) return;
    if (event.key === "Escape" && !document.querySelector("[role=listbox]")) leave(event.target);
    const name = nameOf(event);
    if (!name || !control(name)) return;
    event.preventDefault();
    event.stopPropagation();
    if (waiting.length < MOST) waiting.push(name);
    if (busyTurn === null) next();
  }, true);

  // What was done is said to screen readers from one place that stays; and the statement that is
  // under review is kept in sight, without a jump where it is there already.
  function speak(words) {
    let place = document.getElementById("toetsen-gezegd");
    if (!place) {
      place = document.body.appendChild(document.createElement("div"));
      place.id = "toetsen-gezegd";
      place.setAttribute("role", "status");
      place.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
    }
    place.textContent = words;
  }

  let seenTurn;
  new MutationObserver(() => {
    const now = marker();
    if (!now || now.dataset.beurt === seenTurn) return;
    seenTurn = now.dataset.beurt;
    if (now.dataset.gezegd !== lastSaid) speak((lastSaid = now.dataset.gezegd));
    requestAnimationFrame(() =>
      document.querySelector(".beoordeling.nu")?.scrollIntoView({ block: "nearest" }));
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-beurt"] });
})();
