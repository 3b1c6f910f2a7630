import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { root, run } from '../helpers/process.ts';

/** Of which package and API version each kind of object is. */
const models = {
  Deployment: [Deployment, 'kubernetes-models/apps/v1'],
  HorizontalPodAutoscaler: [HorizontalPodAutoscaler, 'kubernetes-models/autoscaling/v2'],
  Ingress: [Ingress, 'kubernetes-models/networking.k8s.io/v1'],
  NetworkPolicy: [NetworkPolicy, 'kubernetes-models/networking.k8s.io/v1'],
  PodDisruptionBudget: [PodDisruptionBudget, 'kubernetes-models/policy/v1'],
  Service: [Service, 'kubernetes-models/v1'],
  ServiceMonitor: [ServiceMonitor, '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1'],
} as const;

interface Manifest {
  readonly apiVersion: string;
  readonly kind: keyof typeof models;
}

const folder = join(root, 'deploy/kubernetes');
const files = readdirSync(folder).filter((file) => file !== 'kustomization.yaml');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const manifestsOf = (text: string): Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Manifest);

/** @throws if a value is not of the type and format that Kubernetes' schema has for it */
function validate({ apiVersion, kind, ...rest }: Manifest): void {
  const [Model] = models[kind];
  expect(apiVersion).toBe(Model.apiVersion);
  new (Model as new (data: object) => { validate(): void })(rest).validate();
}

// Inside of the project, where its packages are found.
const scratch = mkdtempSync(join(root, 'node_modules/.kubernetes-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The schemas accept properties that they do not know. Types do not. */
async function typeErrors(manifests: readonly Manifest[]): Promise<string> {
  const lines = manifests.map((manifest, index) => {
    const [, module] = models[manifest.kind];
    const { kind } = manifest;
    return `import type { I${kind} as Type${index} } from '${module}';\n(${JSON.stringify(manifest)}) satisfies Type${index};`;
  });
  const file = join(scratch, 'manifests.ts');
  writeFileSync(file, lines.join('\n'));
  const options = [
    '--noEmit',
    '--ignoreConfig',
    '--strict',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--types',
    '',
  ];
  await using tsc = run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, file]);
  await tsc.exit;
  return tsc.output();
}

test.each(files)('%s is valid for Kubernetes', (file) => {
  const manifests = manifestsOf(read(file));
  expect(manifests.length).toBeGreaterThan(0);
  manifests.forEach(validate);
});

test('no file has a property that Kubernetes does not know', async () => {
  expect(await typeErrors(files.flatMap((file) => manifestsOf(read(file))))).toBe('');
}, 60_000);

describe('of a broken file', () => {
  test('a value of the wrong type is found', () => {
    const [broken] = manifestsOf(
      read('deployment.yaml').replace('containerPort: 4000', "containerPort: 'x'"),
    );
    expect(() => validate(broken as Manifest)).toThrow('containerPort must be integer');
  });

  test('an unknown property is found', async () => {
    const broken = manifestsOf(read('deployment.yaml').replace('readinessProbe:', 'readynessProbe:'));
    expect(await typeErrors(broken)).toContain('readynessProbe');
  }, 60_000);
});

test('every file is part of the kustomization, or named there as an option', () => {
  const text = read('kustomization.yaml');
  const { resources } = parse(text) as { resources: string[] };
  const optional = [...text.matchAll(/^ {2}# - (\S+)$/gm)].map(([, file = '']) => file);
  expect([...resources, ...optional].toSorted()).toEqual(files.toSorted());
});

test('no pod invites a scrape job with another name than the alerts expect', () => {
  for (const file of files) expect(read(file)).not.toContain('prometheus.io/');
});

test('what refers to a port or a label refers to one that exists', () => {
  const label = 'app.kubernetes.io/name: session-graph';
  for (const file of ['deployment.yaml', 'service.yaml', 'service-monitor.yaml'])
    expect(read(file)).toContain(label);
  for (const port of ['http', 'metrics']) {
    expect(read('deployment.yaml')).toContain(`name: ${port}, containerPort`);
    expect(read('service.yaml')).toContain(`name: ${port}, port:`);
  }
  expect(read('service-monitor.yaml')).toContain('port: metrics');
  expect(read('ingress.yaml')).toContain('port: { name: http }');
});
