/** Equals any string in `toEqual`. Facts are read outside Jest as well, where `expect.any(String)` does not exist. */
export const anyText: unknown = {
  $$typeof: Symbol.for('jest.asymmetricMatcher'),
  asymmetricMatch: (value: unknown) => typeof value === 'string',
  toString: () => 'anyText',
  toAsymmetricMatcher: () => 'anyText',
};
