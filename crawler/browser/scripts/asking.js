/* What each press asked the site for: until it has come, nothing else may be pressed.

   An answer that comes during the next press would be taken for what that one brought: the plan of 2025 under «2024».
   `begin` with each press; `arrived` says whether all it asked for has come. Counters bring nothing. */
  const asking = (() => {
    const counters = /metrika|mc\.yandex|google-analytics|googletagmanager|top-fwz|top\.mail|rtrg|sentry|counter/i;
    const clock = () => performance.now(), later = window.setTimeout.bind(window);
    const pause = () => new Promise((go) => later(go, 50));
    const real = {fetch: window.fetch, open: XMLHttpRequest.prototype.open, send: XMLHttpRequest.prototype.send};
    const asked = new WeakMap();
    let press = {since: -1e9, owed: 0}, pending = 0, moved = 0;
    const owe = (address) => {
      if (counters.test(String(address && address.url || address))) return () => {};
      const by = clock() - press.since < 600 ? press : {owed: 0};
      pending += 1;
      by.owed += 1;
      return () => { pending -= 1; by.owed -= 1; moved = clock() + 60; };
    };
    const instead = {
      fetch(...all) {
        const over = owe(all[0]), answer = real.fetch.apply(this, all);
        answer.then(over, over);
        return answer;
      },
      open(...all) {
        asked.set(this, all[1]);
        return real.open.apply(this, all);
      },
      send(...all) {
        const over = owe(asked.get(this) || '');
        this.addEventListener('loadend', over, {once: true});
        try { return real.send.apply(this, all); } catch (error) { over(); throw error; }
      },
    };
    return {
      begin() { press = {since: clock(), owed: 0}; },
      async arrived(end) {
        while (press.owed > 0 && clock() < end && clock() - press.since < 6000) await pause();
        return press.owed === 0;
      },
      owed: () => press.owed > 0,
      pending: () => pending > 0,
      moved: () => moved,
      stand(is) {
        window.fetch = is ? instead.fetch : real.fetch;
        XMLHttpRequest.prototype.open = is ? instead.open : real.open;
        XMLHttpRequest.prototype.send = is ? instead.send : real.send;
      },
    };
  })();
