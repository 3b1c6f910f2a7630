const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether it is a UUID in lower case. */
export function isUuid(id: string | undefined): boolean {
  return id !== undefined && uuid.test(id);
}
