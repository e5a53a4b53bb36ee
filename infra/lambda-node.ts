import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';

/** What the functions run on. */
export const runtime = Runtime.NODEJS_24_X;
export const architecture = Architecture.ARM_64;

/** Which Node.js runs a process, in the words of `process`: `v24.11.0`, `linux`, `arm64`. */
export interface NodeJs {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
}

const major = /\d+/.exec(runtime.name)?.[0] ?? '';
const arch = architecture === Architecture.ARM_64 ? 'arm64' : 'x64';

/** Whether a Node.js is that of the functions, as far as can be known: Lambda picks minor version and patch itself. */
export const isLambdaNode = (node: NodeJs): boolean =>
  node.version.startsWith(`v${major}.`) && node.platform === 'linux' && node.arch === arch;

/** `Node.js 24 on linux arm64` */
export const lambdaNode = `Node.js ${major} on linux ${arch}`;
