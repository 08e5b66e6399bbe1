'use strict';

// Teaches the Serverless CLI the provider `functions-framework`: what a function's entry may hold, and that the file
// which its handler names exists. It checks and packages; deploying is the platforms' own tools' business.

const fs = require('fs');
const path = require('path');

const text = { type: 'string' };
const environment = {
  type: 'object',
  properties: { BACKEND: { enum: ['local', 'vendor', 'relay'] }, ACCESS: { enum: ['token', 'platform'] } },
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
    this.hooks = { initialize: () => this.findHandlers() };
  }

  findHandlers() {
    for (const [name, { handler }] of Object.entries(this.serverless.service.functions)) {
      const file = handler.replace(/\.\w+$/, '.py');
      if (!fs.existsSync(path.join(this.serverless.serviceDir, file))) {
        throw new this.serverless.classes.Error(`functions.${name}.handler: there is no file ${file}`);
      }
    }
  }
}

module.exports = FunctionsFramework;
