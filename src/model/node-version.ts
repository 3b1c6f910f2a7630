const minNode = [22, 18] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isOld = major < minNode[0] || (major === minNode[0] && minor < minNode[1]);

/** Set if this Node.js is too old. */
export const nodeVersionError = isOld
  ? `session-graph needs Node ${minNode.join('.')} or later, this is ${process.versions.node}`
  : undefined;
