import type { StandIn } from '../stand-in/stand-in.ts';

/** One line per vendor. Loaded on demand, so that nothing of the sandbox is read when it is not wanted. */
export async function loadStandIns(): Promise<readonly StandIn[]> {
  const modules = await Promise.all([
    import('../providers/chatwize/stand-in.ts'),
    import('../providers/duohub/stand-in.ts'),
    import('../providers/opencx/stand-in.ts'),
    import('../providers/zep/stand-in.ts'),
  ]);
  return modules.map((module) => module.standIn);
}
