'use strict';

// Teaches the Serverless CLI the provider `functions-framework`: what a function's entry may hold, that the files which
// it names exist, and that every function is named once. It checks and packages; deploying is the platforms' business.

const fs = require('fs');
const path = require('path');

const text = { type: 'string' };
const environment = {
  type: 'object',
  properties: { BACKEND: { enum: ['local', 'vendor', 'relay'] }, ACCESS: { enum: ['token', 'platform'] } },
  propertyNames: { pattern: '^[A-Z][A-Z0-9_]*$' },
  additionalProperties: text,
};
const provider = { properties: { runtime: { enum: ['python3.11'] }, environment } };
const entry = {
  properties: {
    handler: { type: 'string', pattern: '^functions/([a-z][a-z0-9_]*)/main\\.\\1$' },
    paths: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^/[a-z0-9_/-]+$' } },
    methods: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: ['GET', 'HEAD', 'POST'] } },
    memorySize: { type: 'integer', minimum: 128, maximum: 32768 },
    timeout: { type: 'integer', minimum: 1, maximum: 900 },
    package: {
      type: 'object',
      properties: { patterns: { type: 'array', items: text } },
      required: ['patterns'],
      additionalProperties: false,
    },
    environment,
  },
  required: ['handler', 'paths', 'methods', 'memorySize', 'timeout', 'package'],
  additionalProperties: false,
};

class FunctionsFramework {
  static getProviderName() {
    return 'functions-framework';
  }

  constructor(serverless) {
    this.serverless = serverless;
    serverless.setProvider(FunctionsFramework.getProviderName(), this);
    serverless.configSchemaHandler.defineProvider('functions-framework', { provider, function: entry });
    this.hooks = { initialize: () => this.compareWithFolders() };
  }

  compareWithFolders() {
    const { functions } = this.serverless.service;
    const owners = {};
    for (const [name, entry] of Object.entries(functions)) {
      this.findFiles(name, entry);
      for (const at of entry.paths) {
        this.refuseIf(at in owners, `functions.${name}.paths: ${at} is already a path of ${owners[at]}`);
        owners[at] = name;
      }
    }
    for (const folder of fs.readdirSync(this.file('functions'))) {
      const missing = fs.existsSync(this.file('functions', folder, 'main.py')) && !(folder in functions);
      this.refuseIf(missing, `functions: functions/${folder} is not described`);
    }
  }

  findFiles(name, { handler, package: { patterns } }) {
    const folder = `functions/${name}`;
    const named = handler.replace(/\.\w+$/, '.py');
    this.refuseIf(!fs.existsSync(this.file(named)), `functions.${name}.handler: there is no file ${named}`);
    this.refuseIf(named !== `${folder}/main.py`, `functions.${name}.handler: ${named} is not in ${folder}`);
    for (const pattern of patterns.filter((one) => !one.startsWith('!'))) {
      const place = pattern.replace(/\/?[^/]*\*.*$/, '');
      const complaint = `functions.${name}.package.patterns: there is no ${place}`;
      this.refuseIf(!fs.existsSync(this.file(place)), complaint);
    }
    const own = `functions.${name}.package.patterns: ${folder}/** is missing`;
    this.refuseIf(!patterns.includes(`${folder}/**`), own);
  }

  file(...parts) {
    return path.join(this.serverless.serviceDir, ...parts);
  }

  refuseIf(wrong, sentence) {
    if (wrong) throw new this.serverless.classes.Error(sentence);
  }
}

module.exports = FunctionsFramework;
