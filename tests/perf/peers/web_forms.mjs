// ODK Web Forms' engine as a speed bar: times one form, as JavaRosaPeer.java's bench does.
// node web_forms.mjs FOLDER < request > times; FOLDER has node_modules with jsdom and the engine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = path.resolve(process.argv[2]);
const { JSDOM } = createRequire(path.join(folder, 'package.json'))('jsdom');
const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' });
for (const name of Object.getOwnPropertyNames(window)) {
	if (!(name in globalThis)) {
		globalThis[name] = window[name];
	}
}
globalThis.window = window;
// its parser (tree-sitter in WebAssembly) must take this for a browser
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: undefined } });
const entry = path.join(folder, 'node_modules/@getodk/xforms-engine/dist/index.js');
const { loadForm } = await import(pathToFileURL(entry));

const request = JSON.parse(readFileSync(0, 'utf-8'));

async function load() {
	const result = await loadForm(request.form);
	if (result.status === 'failure') {
		throw result.error;
	}
	return result.createInstance().root;
}

/** Finds a node by the path that carries positions where it lies in repeats. */
function find(node, wanted) {
	for (const child of node.currentState.children ?? []) {
		const at = child.currentState.reference;
		if (at === wanted && !child.nodeType.startsWith('repeat-instance')) {
			return child;
		}
		if (wanted.startsWith(`${at}/`) || wanted.startsWith(`${at}[`) || wanted === at) {
			const found = find(child, wanted);
			if (found) {
				return found;
			}
		}
	}
	return null;
}

function look(root, wanted) {
	const found = find(root, wanted);
	if (!found) {
		throw new Error(`no node ${wanted}`);
	}
	return found;
}

/** Resolves paths before the clock starts, and says what to do after. */
function prepared(root, step) {
	if ('set' in step) {
		const node = look(root, step.set);
		return node.nodeType === 'select'
			? () => node.selectValue(step.value)
			: () => node.setValue(step.value);
	}
	if ('add' in step) {
		const range = look(root, step.add);
		return () => range.addInstances();
	}
	if ('choices' in step) {
		const node = look(root, step.choices);
		return () => {
			const count = node.currentState.valueOptions.length;
			if (count !== step.count) {
				throw new Error(`${count} choices at ${step.choices}`);
			}
		};
	}
	const node = look(root, step.expect);
	return () => {
		const { value, relevant, required, readonly } = node.currentState;
		const { violation } = node.validationState;
		if (String(value) !== step.value || !relevant || required || readonly || violation) {
			throw new Error(`${value} at ${step.expect}`);
		}
	};
}

const times = { load: [] };
let root = null;
for (let i = 0; i < request.loads; i++) {
	const begin = performance.now();
	root = await load();
	times.load.push(performance.now() - begin);
}
for (const row of request.bench) {
	times[row.name] = [];
	for (const turn of row.turns) {
		const acts = turn.map((step) => prepared(root, step));
		const begin = performance.now();
		for (const act of acts) {
			act();
		}
		times[row.name].push(performance.now() - begin);
	}
}
process.stdout.write(JSON.stringify(times));
