/** The worker of a beat: told how often, it says nothing but that it is time. */

self.onmessage = (told: MessageEvent<number>): void => {
  self.setInterval(() => {
    self.postMessage(null);
  }, told.data);
};
