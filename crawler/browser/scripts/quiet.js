/* Runs before any script of any frame. Dialogs would block the page; a WebSocket is no GET. */
(() => {
  const none = () => null;
  window.alert = window.print = none;
  window.confirm = () => false;
  window.prompt = window.open = none;
  class Closed extends EventTarget {
    constructor(url) {
      super();
      this.url = String(url);
      this.readyState = 3;
      setTimeout(() => {
        for (const kind of ['error', 'close']) {
          const event = new Event(kind);
          if (typeof this['on' + kind] === 'function') this['on' + kind](event);
          this.dispatchEvent(event);
        }
      }, 0);
    }
    send() {}
    close() {}
  }
  window.WebSocket = Closed;
  delete window.WebTransport;
  delete window.RTCPeerConnection;
  delete window.webkitRTCPeerConnection;
})();
