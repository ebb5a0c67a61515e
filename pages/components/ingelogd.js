// Once this browser is no longer in (logged out in another tab, or the session is over) a page goes
// to the login page, where Streamlit would try to reach the server for ever.
(() => {
  const look = async () => {
    try {
      const answer = await fetch("/ingelogd.txt", { cache: "no-store" });
      if (answer.status === 401) location.reload();
      if (answer.status === 204) clearInterval(timer);  // nobody has to log in here
    } catch {
      // The server is away for a moment; Streamlit tells so and waits.
    }
  };
  const timer = setInterval(look, 15000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
})();
