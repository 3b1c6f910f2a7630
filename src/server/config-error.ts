/** Lists every error of the environment, without the values, which can be secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly errors: readonly string[];

  constructor(errors: readonly string[]) {
    super(['Invalid configuration:', ...errors.map((error) => `  - ${error}`)].join('\n'));
    this.errors = errors;
  }
}
