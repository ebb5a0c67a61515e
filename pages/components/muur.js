// The wall. Streamlit brings each picture into a page that nobody sees; this draws it on a stage of
// its own, where what changes moves calmly and the last picture stays when the connection is lost.
(() => {
  const HERE = /\/projectie\/?$/;
  const SILENT = 5000; // ms without a beat of the server: the connection is lost
  const ASK_EVERY = 2000;
  const TRIES = "muur-herladen"; // how often the page was loaded anew since the connection was lost
  const LAST = "muur-beeld"; // the picture that stays meanwhile
  const PATIENCE = 20000; // ms that a server that is back gets to send a picture; then twice as long
  const KEYS = {
    ArrowRight: "volgende", PageDown: "volgende", ArrowLeft: "vorige", PageUp: "vorige",
    ArrowDown: "volgende", ArrowUp: "vorige", " ": "stil", d: "stijl", f: "scherm",
  };
  const root = document.documentElement;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let stage = null, banner = null, spoken = null;
  let drawn = null, beat = null, beatAt = 0, beatTime = "", ahead = 0;
  let healthySince = 0, askedAt = 0, resting = 0;

  const find = (selector) => document.querySelector(`#root ${selector}`);
  const control = (name) => find(`.st-key-projectie-${name} button`);
  const clock = (date) => date.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  const move = (element, frames, duration) =>
    calm.matches || element.animate(frames, { duration, easing: "ease-out" });

  function enter() {
    const sheet = document.createElement("link");
    Object.assign(sheet, { rel: "stylesheet", href: "./muur.css", id: "muur-opmaak" });
    document.head.append(sheet);
    root.classList.add("muur");
    stage = document.createElement("main");
    stage.id = "muur";
    banner = Object.assign(document.createElement("p"), { className: "verbinding", hidden: true });
    spoken = Object.assign(document.createElement("p"), { className: "stil" });
    for (const one of [banner, spoken]) one.setAttribute("role", "status");
    stage.append(banner, spoken);
    document.body.append(stage);
    drawn = beat = null;
    beatAt = Date.now();
    navigator.wakeLock?.request("screen").catch(() => {});
  }

  function leave() {
    stage.remove();
    document.getElementById("muur-opmaak").remove();
    root.classList.remove("muur", "muur-bediend");
    stage = null;
  }

  // Make `old` like `fresh`, and keep what is the same: only then can it move.
  function patch(old, fresh) {
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    if (old.classList.contains("klok") || old.isEqualNode(fresh)) return;
    if (old.classList.contains("getal") && old.textContent !== fresh.textContent) {
      move(old, [{ transform: "scale(1.3)" }, { transform: "none" }], 1200);
    }
    patchChildren(old, fresh);
  }

  const like = (one, other) =>
    one.nodeName === other.nodeName && one.dataset?.k === other.dataset?.k;

  function patchChildren(old, fresh) {
    const keyed = new Map([...old.children].filter((one) => one.dataset.k)
      .map((one) => [one.dataset.k, one]));
    const places = new Map([...keyed.values()].map((one) => [one, one.getBoundingClientRect().top]));
    let at = old.firstChild;
    for (const wanted of [...fresh.childNodes]) {
      const known = keyed.get(wanted.dataset?.k) ?? (at && like(at, wanted) ? at : null);
      if (!known) {
        const made = wanted.cloneNode(true);
        old.insertBefore(made, at);
        if (made.dataset?.k) move(made, [{ opacity: 0 }, { opacity: 1 }], 900);
        continue;
      }
      if (known === at) at = at.nextSibling;
      else old.insertBefore(known, at);
      if (wanted.nodeType === Node.ELEMENT_NODE) patch(known, wanted);
      else if (known.nodeValue !== wanted.nodeValue) known.nodeValue = wanted.nodeValue;
    }
    while (at) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
    for (const [one, top] of places) {
      const by = one.isConnected ? top - one.getBoundingClientRect().top : 0;
      if (by) move(one, [{ transform: `translateY(${by}px)` }, { transform: "none" }], 700);
    }
  }

  function draw(picture) {
    drawn = picture;
    root.classList.toggle("muur-licht", picture.classList.contains("licht"));
    const shown = stage.querySelector(".muur-beeld");
    if (shown?.dataset.scene === picture.dataset.scene) return patch(shown, picture);
    shown?.remove();
    const made = picture.cloneNode(true);
    stage.prepend(made);
    move(made, [{ opacity: 0 }, { opacity: 1 }], 600);
    spoken.textContent = picture.dataset.titel;
  }

  // What the room saw last stays in sight while the page is loaded anew.
  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(LAST));
    if (!kept || !HERE.test(location.pathname) || !sessionStorage.getItem(TRIES)) return;
    enter();
    const holder = document.createElement("template");
    holder.innerHTML = kept.picture;
    draw(holder.content.firstElementChild);
    [beatAt, beatTime] = [0, kept.time];
    watch();
  }

  function hear(found) {
    beat = found;
    beatAt = Date.now();
    ahead = new Date(found.dataset.nu) - beatAt;
    beatTime = clock(new Date(beatAt));
    sessionStorage.removeItem(TRIES);
  }

  function look() {
    const found = HERE.test(location.pathname) && find(".muur-slag");
    if (!stage && found) enter();
    if (stage && !HERE.test(location.pathname)) leave();
    if (!stage) return;
    const picture = find(".muur-beeld");
    if (picture && picture !== drawn) draw(picture);
    if (found && found !== beat) hear(found);
  }

  // Without a beat the picture may be old: say so, wait for the server, and if it is there and the
  // picture still does not come, load the page anew; each time with more patience.
  function watch() {
    if (!stage) return;
    count();
    const lost = Date.now() - beatAt > SILENT;
    if (lost && banner.hidden) {
      banner.textContent = `Geen verbinding. Dit is het laatste beeld van ${beatTime}. ` +
        "Het loopt vanzelf door zodra de verbinding er weer is.";
    }
    if (banner.hidden === lost) banner.hidden = !lost;
    if (!lost) healthySince = 0;
    else if (Date.now() - askedAt >= ASK_EVERY) ask();
  }

  async function ask() {
    askedAt = Date.now();
    const tries = Number(sessionStorage.getItem(TRIES));
    try {
      const answer = await fetch("./gezond", { cache: "no-store", signal: AbortSignal.timeout(3000) });
      if (!answer.ok) throw new Error(answer.statusText);
      healthySince ||= Date.now();
    } catch {
      healthySince = 0;
      return;
    }
    if (Date.now() - healthySince < Math.min(PATIENCE * 2 ** tries, 120000)) return;
    sessionStorage.setItem(TRIES, tries + 1);
    const picture = stage.querySelector(".muur-beeld")?.outerHTML;
    if (picture) sessionStorage.setItem(LAST, JSON.stringify({ picture, time: beatTime }));
    location.reload();
  }

  // The time that is left of a round, by the server's clock.
  function count() {
    const place = stage.querySelector(".klok");
    if (!place) return;
    const left = Math.max(0, Math.ceil((new Date(place.dataset.tot) - Date.now() - ahead) / 1000));
    const seconds = String(left % 60).padStart(2, "0");
    const text = left ? `nog ${Math.floor(left / 60)}:${seconds}` : "de tijd is om";
    if (place.textContent !== text) place.textContent = text;
  }

  function wake() {
    root.classList.add("muur-bediend");
    clearTimeout(resting);
    resting = setTimeout(() => root.classList.remove("muur-bediend"), 3000);
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen().catch(() => {});
  }

  document.addEventListener("keydown", (event) => {
    if (!stage || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("button, a") && [" ", "Enter"].includes(event.key)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "Escape") document.activeElement.blur();
    const found = control(/^[1-8]$/.test(key) ? key : KEYS[key]);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    found.click();
  }, true);
  document.addEventListener("click", (event) => {
    if (stage && event.target.closest(".st-key-projectie-scherm button")) fullScreen();
  }, true);
  document.addEventListener("mousemove", () => stage && wake());
  document.addEventListener("DOMContentLoaded", restore);
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
  setInterval(watch, 500);
})();
