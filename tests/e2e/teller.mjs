// Does one thing of the story, and asks of the server what every change owes: that it goes well, that what is new can be read where
// Location says, that an old ETag is refused and the right one is not, and that a key makes a repetition harmless.
//
// SPDX-License-Identifier: EUPL-1.2
import {cookieIn} from './described.mjs';

const base = '/api/v1';
const staleTag = '"van-vroeger"';

export class Teller {
    constructor(caller) {
        this.caller = caller;
        this.described = caller.described;
        this.keys = 0;
        this.done = {changes: 0, tagged: 0, repeated: 0, reusedKeys: 0, located: 0};
    }

    // "POST /taken/{taak}/oppakken" of one thing: `place` fills in what stands between braces. Gives the body of the answer.
    async does(session, what, place = {}, body = undefined) {
        const [method, path] = what.split(' ');
        const operation = this.described.find(method, path);
        if (operation === undefined)
            throw new Error(`openapi.json does not describe ${what}`);
        const target = fill(path, place);
        const headers = {};
        if (this.takes(operation, 'Idempotency-Key'))
            headers['Idempotency-Key'] = this.newKey();
        const tagged = this.takes(operation, 'If-Match') ? this.resourceOf(operation) : undefined;
        if (tagged !== undefined) {
            await this.refusesStale(session, operation, target, body, staleTag);
            headers['If-Match'] = await this.tagOf(session, operation, tagged, target);
        }
        const first = await this.caller.ask(session, operation, target, body, headers);
        if (!first.response.ok)
            throw new Error(`${what}: ${first.response.status} ${first.text.slice(0, 400)}\n    with ${JSON.stringify(body)}`);
        this.done.changes += 1;
        await this.readsLocation(session, operation, first);
        if (headers['Idempotency-Key'] !== undefined)
            await this.repeats(session, operation, target, body, headers, first);
        if (tagged !== undefined)
            await this.refusesWhatItWas(session, operation, target, body, headers['If-Match'], tagged);
        remember(session, first);
        return first.body;
    }

    async reads(session, path, place = {}, query = {}) {
        const {response, text, body} = await this.asks(session, path, place, query);
        if (response.status !== 200)
            throw new Error(`GET ${path}: ${response.status} ${text.slice(0, 400)}`);
        return body;
    }

    asks(session, path, place = {}, query = {}) {
        const search = new URLSearchParams(query).toString();
        return this.caller.ask(session, this.described.find('GET', path), fill(path, place) + (search && `?${search}`));
    }

    newKey() {
        this.keys += 1;
        return `verhaal-${this.keys}`;
    }

    takes(operation, header) {
        return this.described.parametersOf(operation).some((one) => one.in === 'header' && one.name === header);
    }

    // What a condition is about: the thing whose path this one goes on from, or that of the same path. How its id is called in the
    // path may differ.
    resourceOf({method, path}) {
        const unnamed = (text) => text.replaceAll(/{[^}]+}/g, '{}');
        const wanted = unnamed(path).replace(/}[^}]*$/, '}');
        const resource = this.described.reading.find((one) => unnamed(one.path) === wanted);
        if (resource === undefined)
            throw new Error(`${method} ${path} takes If-Match, and nothing can be read there`);
        return resource;
    }

    readsResource(session, resource, target, more = {}) {
        const ids = target.slice(1).split('/');
        const at = resource.path.slice(1).split('/').map((part, i) => (part.startsWith('{') ? ids[i] : part));
        return this.caller.ask(session, resource, `/${at.join('/')}`, undefined, more);
    }

    async tagOf(session, operation, resource, target) {
        const {response} = await this.readsResource(session, resource, target);
        if (response.status !== 200)
            this.described.fault(operation, `who may change this cannot read it, so has no ETag (${response.status})`);
        return response.headers.get('etag') ?? '*';
    }

    // Another key each time: what was refused is not remembered by its key either.
    async refusesStale(session, operation, target, body, tag) {
        const {response} = await this.caller.ask(session, operation, target, body,
                                                 {'If-Match': tag, 'Idempotency-Key': this.newKey()});
        if (response.status !== 412)
            this.described.fault(operation, `an old ETag gives ${response.status}, not 412`);
    }

    // The ETag that was right a moment ago, when the change can be seen; who has the new one is sent nothing again.
    async refusesWhatItWas(session, operation, target, body, tag, resource) {
        this.done.tagged += 1;
        const now = (await this.readsResource(session, resource, target)).response.headers.get('etag');
        if (now !== tag)
            await this.refusesStale(session, operation, target, body, tag);
        const known = await this.readsResource(session, resource, target, {'If-None-Match': now});
        if (known.response.status !== 304)
            this.described.fault(resource, `the ETag of a moment ago gives ${known.response.status}, not 304`);
    }

    async readsLocation(session, operation, {response, body}) {
        const location = response.headers.get('location');
        if (location === null)
            return;
        const found = this.described.reading.find(
            ({path}) => new RegExp(`^${base}${path.replaceAll(/{[^}]+}/g, '[^/]+')}$`).test(location));
        if (found === undefined)
            return this.described.fault(operation, `Location ${location} is no path that can be read`);
        const read = await this.caller.ask(session, found, location.slice(base.length));
        this.done.located += 1;
        if (read.response.status !== 200)
            return this.described.fault(operation, `Location ${location} gives ${read.response.status}`);
        const id = location.split('/').at(-1);
        if (!Object.values(body).includes(id) || !JSON.stringify(read.body).includes(`"${id}"`))
            this.described.fault(operation, `Location ${location} is not what was made`);
    }

    async repeats(session, operation, target, body, headers, first) {
        const again = await this.caller.ask(session, operation, target, body, headers);
        this.done.repeated += 1;
        if (again.response.status !== first.response.status || again.text !== first.text ||
            again.response.headers.get('location') !== first.response.headers.get('location'))
            this.described.fault(operation,
                                 `a repetition with the same key gives ${again.response.status} ${again.text.slice(0, 200)}`);
        const other = another(body);
        if (other === undefined)
            return;
        const reused = await this.caller.ask(session, operation, target, other, {'Idempotency-Key': headers['Idempotency-Key']});
        this.done.reusedKeys += 1;
        if (reused.response.status !== 409)
            this.described.fault(operation, `the same key with another body gives ${reused.response.status}, not 409`);
    }
}

const fill = (path, place) => path.replaceAll(/{([^}]+)}/g, (braces, name) => {
    if (place[name] === undefined)
        throw new Error(`${path}: which ${name}?`);
    return place[name];
});

// A body that asks something else and is as well formed; none when it has nothing that can be put in other words.
function another(body) {
    for (const [key, value] of Object.entries(body ?? {})) {
        if (typeof value === 'string' && value.includes(' '))
            return {...body, [key]: `${value} en meer`};
        if (Number.isInteger(value))
            return {...body, [key]: value + 1};
        if (typeof value === 'boolean')
            return {...body, [key]: !value};
    }
    return undefined;
}

// A change of the keys gives the session new ones.
function remember(session, {response, body}) {
    session.cookie = cookieIn(response) ?? session.cookie;
    session.csrf = body?.csrfToken ?? session.csrf;
}
