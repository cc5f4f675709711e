// What openapi.json says, and whether an answer is as it says: the status, the headers, the media type and, by ajv, the body, in
// which nothing may stand that is not described. What is wrong is gathered; whoever asks goes on.
//
// SPDX-License-Identifier: EUPL-1.2
import {readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import addFormats from 'ajv-formats';

export const isObject = (value) => value !== null && typeof value === 'object';
const pointer = (...parts) => parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

// What is not described does not stand in an answer, although a client may not rely on that.
function close(node) {
    if (!isObject(node))
        return;
    if (node.type === 'object' && isObject(node.properties) && node.additionalProperties === undefined)
        node.additionalProperties = false;
    Object.values(node).forEach(close);
}

export const isStream = ({operation}) => operation.responses['200']?.content?.['text/event-stream'] !== undefined;

export class Described {
    constructor(openapiFile) {
        this.openapi = JSON.parse(readFileSync(openapiFile, 'utf8'));
        this.operations = Object.entries(this.openapi.paths).flatMap(([path, item]) => Object.entries(item).map(
            ([method, operation]) => ({path, method: method.toUpperCase(), operation, good: 0, answers: 0})));
        this.reading = this.operations.filter(({method}) => method === 'GET');
        this.changing = this.operations.filter(({method}) => method !== 'GET');
        this.faults = new Map();
        this.validators = new Map();
        this.ajv = new Ajv({strict: false, allErrors: true});
        addFormats.default(this.ajv);
        const closed = structuredClone(this.openapi);
        close(closed);
        this.ajv.addSchema(closed, 'api');
    }

    find(method, path) {
        return this.operations.find((one) => one.method === method && one.path === path);
    }

    parametersOf({operation}) {
        return (operation.parameters ?? []).map((one) => this.resolve(one)[0]);
    }

    // The thing itself, and where it is described when that is elsewhere.
    resolve(node, path) {
        if (node?.$ref === undefined)
            return [node, path];
        const parts = node.$ref.slice(2).split('/');
        return [parts.reduce((at, part) => at[part], this.openapi), pointer(...parts)];
    }

    fault(operation, sentence) {
        const line = `${operation.method} ${operation.path}: ${sentence}`;
        this.faults.set(line, (this.faults.get(line) ?? 0) + 1);
    }

    validatorAt(path) {
        if (!this.validators.has(path))
            this.validators.set(path, this.ajv.compile({$ref: `api#/${path}`}));
        return this.validators.get(path);
    }

    // Gives the body, when there is one as described.
    check(operation, response, text) {
        operation.answers += 1;
        operation.good += response.ok || response.status === 304 ? 1 : 0;
        const status = String(response.status);
        const described = operation.operation.responses[status];
        if (described === undefined)
            return this.fault(operation, `status ${status} is not described (${text.slice(0, 200)})`);
        const [answer, path] = this.resolve(described,
                                            pointer('paths', operation.path, operation.method.toLowerCase(), 'responses', status));
        this.checkHeaders(operation, response, answer);
        if (answer.content === undefined) {
            if (text !== '')
                this.fault(operation, `${status} with a body, which is not described`);
            return undefined;
        }
        const type = response.headers.get('content-type')?.split(';')[0];
        if (answer.content[type] === undefined)
            return this.fault(operation, `${status} as ${type}, which is not described`);
        if (isStream(operation) && response.ok)
            return undefined;
        const body = JSON.parse(text);
        this.checkBody(operation, status, body, `${path}/content/${pointer(type)}/schema`);
        return body;
    }

    checkHeaders(operation, response, answer) {
        const {status, headers} = response;
        for (const name of Object.keys(answer.headers ?? {}))
            if (['API-Version', 'ETag', 'Location'].includes(name) && !headers.has(name))
                this.fault(operation, `${status} without ${name}`);
        for (const name of ['ETag', 'Link', 'Location', 'Retry-After'])
            if (headers.has(name) && answer.headers?.[name] === undefined)
                this.fault(operation, `${status} with ${name}, which is not described`);
    }

    checkBody(operation, status, body, path) {
        const validate = this.validatorAt(path);
        if (validate(body))
            return;
        for (const error of validate.errors)
            this.fault(operation, `${status}: ${error.instancePath.replaceAll(/\/\d+/g, '/*')} ${error.message} ` +
                                      JSON.stringify(error.params));
    }

    // Every fault, with how often it was found.
    tellFaults() {
        for (const [line, count] of this.faults)
            console.log(`${line} (${count}×)`);
    }
    countAnswers() {
        return this.operations.reduce((sum, {answers}) => sum + answers, 0);
    }
}

// One caller at a time: a session is {cookie, csrf}, or {token} of a program, or {} for nobody.
export class Caller {
    constructor(address, described) {
        this.address = address;
        this.described = described;
    }

    // Gives the response and its body, which was checked.
    async ask(session, operation, target, body, more = {}) {
        const stop = new AbortController();
        const response = await fetch(this.address + target, {
            method: operation.method,
            headers: {...headersOf(session, operation, body), ...more},
            body: body === undefined ? undefined : JSON.stringify(body),
            signal: stop.signal,
        });
        const endless = isStream(operation) && response.ok;
        const text = endless ? '' : await response.text();
        if (endless)
            stop.abort();
        return {response, text, body: this.described.check(operation, response, text)};
    }

    // A session of its own, with the code of the second factor when there is one.
    async signIn(login, password, code) {
        const body = {gebruikersnaam: login, wachtwoord: password, code};
        const {response, body: self} = await this.ask({}, this.described.find('POST', '/sessie'), '/sessie', body);
        if (response.status !== 201)
            throw new Error(`${login} does not come in: ${response.status} ${JSON.stringify(self)}`);
        return {login, person: self.persoon, csrf: self.csrfToken, cookie: cookieIn(response)};
    }
}

export const cookieIn = (response) => response.headers.getSetCookie()[0]?.split(';')[0];

function headersOf(session, operation, body) {
    const headers = {Accept: isStream(operation) ? 'text/event-stream' : 'application/json'};
    if (session.cookie)
        headers.Cookie = session.cookie;
    if (session.csrf)
        headers['X-CSRF-Token'] = session.csrf;
    if (session.token)
        headers.Authorization = `Bearer ${session.token}`;
    if (body !== undefined)
        headers['Content-Type'] = 'application/json';
    return headers;
}
