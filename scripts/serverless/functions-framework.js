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
    this.complaints = [];
    for (const [name, entry] of Object.entries(functions)) {
      this.findFiles(name, entry);
      for (const at of entry.paths) {
        this.complainIf(at in owners, `functions.${name}.paths: ${at} is already a path of ${owners[at]}`);
        owners[at] = name;
      }
    }
    for (const folder of fs.readdirSync(this.file('functions'))) {
      const missing = fs.existsSync(this.file('functions', folder, 'main.py')) && !(folder in functions);
      this.complainIf(missing, `functions: functions/${folder} is not described`);
    }
    if (this.complaints.length) throw new this.serverless.classes.Error(this.complaints.join('\n'));
  }

  findFiles(name, { handler, package: { patterns } }) {
    const folder = `functions/${name}`;
    const named = handler.replace(/\.\w+$/, '.py');
    this.complainIf(!fs.existsSync(this.file(named)), `functions.${name}.handler: there is no file ${named}`);
    this.complainIf(named !== `${folder}/main.py`, `functions.${name}.handler: ${named} is not in ${folder}`);
    for (const pattern of patterns.filter((one) => !one.startsWith('!'))) {
      const place = pattern.replace(/\/?[^/]*\*.*$/, '');
      const complaint = `functions.${name}.package.patterns: there is no ${place}`;
      this.complainIf(!fs.existsSync(this.file(place)), complaint);
    }
    const own = `functions.${name}.package.patterns: ${folder}/** is missing`;
    this.complainIf(!patterns.includes(`${folder}/**`), own);
  }

  file(...parts) {
    return path.join(this.serverless.serviceDir, ...parts);
  }

  complainIf(wrong, sentence) {
    if (wrong) this.complaints.push(sentence);
  }
}

module.exports = FunctionsFramework;
