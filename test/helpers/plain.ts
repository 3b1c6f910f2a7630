/** Reads every field of a model, own ones and getters of its class, into a plain object that can be compared. */
export function plain<Model extends object>(model: Model): Model {
  const fields: Record<string, unknown> = {};
  for (let level = model; level !== Object.prototype; level = Object.getPrototypeOf(level) as Model) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (typeof value !== 'function') fields[name] = model[name as keyof Model];
    }
  }
  return fields as Model;
}
