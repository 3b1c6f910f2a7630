import { lanes } from './lanes.ts';
import { load } from './load.ts';
import { startBare, startHive, startOwn, startVendors } from './contenders.ts';

const pattern = new RegExp(process.argv[2] ?? '');
const seconds = Number(process.argv[3] ?? 3);
const who = process.argv[4] ?? 'own,bare';
for (const latency of [0, 50]) {
  const some = lanes.filter((lane) => pattern.test(lane.name) && (lane.latencyMs ?? 0) === latency);
  if (some.length === 0) continue;
  const vendors = await startVendors(latency);
  const contenders = [
    ...(who.includes('own')
      ? [
          await startOwn(vendors.url, { name: 'own', isCached: false }),
          await startOwn(vendors.url, { name: 'own cached', isCached: true }),
        ]
      : []),
    ...(who.includes('bare') ? [await startBare(vendors.url)] : []),
    ...(who.includes('hive') ? [await startHive(vendors.url)] : []),
  ];
  for (const lane of some) {
    for (const contender of contenders) {
      if (contender.name.startsWith('own') && (contender.name === 'own cached') !== lane.isCached) continue;
      await load(contender, lane, { vendors, seconds: 2 });
      const m = await load(contender, lane, { vendors, seconds });
      console.log(
        lane.name.padEnd(32),
        contender.name.padEnd(14),
        m.perSecond.toFixed(0).padStart(6),
        'p50',
        m.p50,
        'p99',
        m.p99,
        'calls',
        m.callsPerOperation.toFixed(2),
        'cpu',
        m.cpu.toFixed(2),
        'rss',
        m.rss.toFixed(0),
      );
    }
  }
  for (const contender of contenders) await contender.stop();
  await vendors.stop();
}
