'use strict';
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const file = `${__dirname}/bundle.js`;
const head = '(function (exports, require, module, __filename, __dirname) {';

// What V8 made of the bundle when it was built, by the same Node.js on the same architecture. Started with other flags
// V8 refuses it, and compiles as it does where there is none.
const cachedData = () => {
  try {
    return readFileSync(`${__dirname}/${process.version}-${process.arch}.cache`);
  } catch {
    return undefined;
  }
};

// The bundle is ASCII. The offset keeps the columns of stack traces those of the file.
const script = new Script(`${head}${readFileSync(file, 'latin1')}\n})`, {
  filename: file,
  columnOffset: -head.length,
  cachedData: cachedData(),
});
script.runInThisContext()(exports, require, module, file, __dirname);
