'use strict';

// Hold manifests against Knative's own schema of a Service, and against fields.json, which also refuses unknown fields;
// and those of deploy/one-host against the Gateway API's.

const fs = require('fs');
const Ajv = require('ajv/dist/2020');
const yaml = require('js-yaml');
const { Service } = require('@kubernetes-models/knative/serving.knative.dev/v1/Service');
const { HTTPRoute } = require('@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute');
const { ReferenceGrant } = require('@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1beta1/ReferenceGrant');
const fields = require('./fields.json');

const ofGatewayApi = { HTTPRoute, ReferenceGrant };

const ofService = { knative: /^$/, 'cloud-run': /^run\.googleapis\.com\/invoker-iam-disabled$/ };
const ofInstance = {
  knative: /^autoscaling\.knative\.dev\/(min|max)-scale$/,
  'cloud-run':
    /^(autoscaling\.knative\.dev\/(min|max)Scale|run\.googleapis\.com\/(startup-cpu-boost|execution-environment))$/,
};
const absent = { knative: [], 'cloud-run': ['envFrom', 'securityContext', 'volumeMounts', 'readinessProbe'] };
const known = new Ajv({ strict: true, strictRequired: false, allErrors: true }).compile(fields);

function complaints(manifest, platform) {
  if (!known(manifest)) {
    return known.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
  }
  try {
    new Service(manifest).validate();
  } catch (error) {
    return [error.message];
  }
  const { metadata, spec } = manifest.spec.template;
  const annotations = [
    ...Object.keys(manifest.metadata.annotations ?? {}).filter((name) => !ofService[platform].test(name)),
    ...Object.keys(metadata.annotations).filter((name) => !ofInstance[platform].test(name)),
  ];
  const container = absent[platform].filter((name) => name in spec.containers[0]);
  return [...annotations, ...container].map((name) => `${name} is not known on this platform`);
}

function complaintsOfRoute(manifest) {
  const { kind } = manifest;
  if (!(kind in ofGatewayApi)) return [`${kind} is not known`];
  try {
    new ofGatewayApi[kind](manifest).validate();
  } catch (error) {
    return [error.message];
  }
  return [];
}

let wrong = 0;
for (const file of process.argv.slice(2)) {
  const platform = file.split('/').at(-2);
  const text = fs.readFileSync(file, 'utf8');
  const manifests = platform === 'one-host' ? yaml.loadAll(text.replace(/\$\{\w+\}/g, 'filled-in')) : [yaml.load(text)];
  const judge = platform === 'one-host' ? complaintsOfRoute : (manifest) => complaints(manifest, platform);
  for (const complaint of manifests.flatMap(judge)) {
    console.error(`${file}: ${complaint}`);
    wrong = 1;
  }
}
process.exit(wrong);
