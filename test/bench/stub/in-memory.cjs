'use strict';
const { EventEmitter } = require('node:events');
const https = require('node:https');
const { Readable } = require('node:stream');

/** @typedef {(operation: string, body: string) => Buffer} Answer */

/** Puts an answer of no delay in the place of the network, for every client of `node:https` that is loaded later. */
exports.answerInMemory = (/** @type {Answer} */ answer) => {
  https.request = (options, onResponse) => new MemoryRequest(options, onResponse, answer);
};

class MemoryRequest extends EventEmitter {
  destroyed = false;
  #options;
  #answer;
  #body = '';

  constructor(options, onResponse, answer) {
    super();
    this.#options = options;
    this.#answer = answer;
    this.once('response', onResponse);
    queueMicrotask(() => this.emit('socket', socket));
  }

  setTimeout() {
    return this;
  }

  setSocketKeepAlive() {
    return this;
  }

  write(chunk) {
    this.#body += String(chunk);
    return true;
  }

  end(chunk) {
    if (chunk !== undefined) this.write(chunk);
    const operation = this.#options.headers['x-amz-target'].slice('DynamoDB_20120810.'.length);
    const content = this.#answer(operation, this.#body);
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'content-length': String(content.length) };
    const response = Object.assign(Readable.from([content], { objectMode: false }), {
      statusCode: 200,
      statusMessage: 'OK',
      headers,
      complete: true,
    });
    queueMicrotask(() => {
      this.emit('response', response);
      this.emit('close');
    });
    return this;
  }

  destroy() {
    this.destroyed = true;
    return this;
  }
}

const socket = Object.assign(new EventEmitter(), {
  connecting: false,
  setKeepAlive: () => socket,
  setTimeout: () => socket,
});
socket.setMaxListeners(0);
