/** Something that whoever started the server can mend; its message says how, in one sentence. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
