// Tells by `window.atRest()` whether a page is at rest: the app has answered all that it was asked
// and runs nothing, no piece of the page is older than the rest or still to be fetched, no colour or
// movement is under way, and so it has been for a while.
(() => {
  const STILL =
    "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]";
  const TO_COME = "[data-stale=true], [data-testid*=Skeleton]"; // of an earlier run, or being fetched
  const LONG_ENOUGH = 150; // ms
  let last = performance.now();
  let asked = false; // something to which no answer has come yet
  const now = () => { last = performance.now(); };

  window.WebSocket = class extends WebSocket {
    constructor(...where) {
      super(...where);
      this.addEventListener("message", () => { asked = false; now(); });
    }
    send(message) {
      asked = true;
      now();
      super.send(message);
    }
  };
  new MutationObserver(now).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });

  const moves = (animation) =>
    animation.playState === "running" && animation.effect.getComputedTiming().endTime !== Infinity;

  window.atRest = () => {
    const busy = asked || !document.querySelector(STILL) ||
      document.querySelector(TO_COME) || document.getAnimations().some(moves);
    if (busy) now();
    return performance.now() - last > LONG_ENOUGH;
  };
})();
