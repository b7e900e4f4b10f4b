/*
 * What a preloaded bundle must not hold at module scope: what would be read-only on the device, or
 * silently cost RAM. Walks everything that the default export reaches, by name.
 */
#include "host.h"

#define MAX_ASSIGNED 1024
#define MAX_LINE 4096

/* How we came to where we are. */
typedef struct Step {
	const struct Step* previous;
	char separator;
	txID name;
	txIndex index;
} Step;

static txSlot* assigned[MAX_ASSIGNED];
static int assignedCount = 0;
static int errorCount = 0;
static bool isListing = false;

static void visitInstance(txMachine* the, txSlot* instance, const Step* step);

static void noteAssigned(txSlot* variable)
{
	if (assignedCount < MAX_ASSIGNED) assigned[assignedCount++] = variable;
}

static bool isAssigned(const txSlot* variable)
{
	for (int i = 0; i < assignedCount; i++)
		if (assigned[i] == variable) return true;
	return false;
}

/* Whether the line declares `name` at the bundle's outermost level, which esbuild does not indent. */
static bool declares(const char* line, const char* name)
{
	static const char* const keywords[] = { "var ", "let ", "const ", "class ", "function ", "async function " };
	for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
		size_t length = strlen(keywords[i]);
		if (strncmp(line, keywords[i], length) != 0) continue;
		line += length;
		length = strlen(name);
		return strncmp(line, name, length) == 0 && !isalnum((unsigned char)line[length])
			&& line[length] != '_' && line[length] != '$';
	}
	return false;
}

/* esbuild writes each module's path as a comment before what it took from it. */
static void printModule(const char* name)
{
	char line[MAX_LINE];
	char module[MAX_LINE];
	FILE* file = fopen(options.bundle, "r");
	snprintf(module, sizeof(module), "%s", options.bundle);
	while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
		if (strncmp(line, "// ", 3) == 0) snprintf(module, sizeof(module), "%.*s", (int)strcspn(line + 3, "\n"), line + 3);
		if (declares(line, name)) break;
	}
	if (file != NULL) fclose(file);
	fprintf(stderr, "%s: ", module);
}

/* What the engine keeps for itself has no name, such as the function that makes a class's fields. */
static const char* nameOf(txMachine* the, const Step* step)
{
	const char* name = step->name == XS_NO_ID ? NULL : fxGetKeyName(the, step->name);
	return name == NULL ? "(fields)" : name;
}

/* The last variable on the way is the one whose module is to blame. */
static const char* variableOf(txMachine* the, const Step* step)
{
	while (step->separator != ' ') step = step->previous;
	return nameOf(the, step);
}

static void printPath(txMachine* the, const Step* step)
{
	if (step->previous != NULL) printPath(the, step->previous);
	if (step->separator == '[') {
		fprintf(stderr, "[%u]", (unsigned)step->index);
		return;
	}
	if (step->previous != NULL) fprintf(stderr, step->separator == ' ' ? " > " : ".");
	fprintf(stderr, "%s", nameOf(the, step));
}

static void report(txMachine* the, const Step* step, const char* what)
{
	fprintf(stderr, isListing ? "alias: " : "preload: ");
	printModule(variableOf(the, step));
	printPath(the, step);
	fprintf(stderr, ": %s\n", what);
	errorCount++;
}

static void visitValue(txMachine* the, txSlot* slot, const Step* step)
{
	if (slot->kind == XS_REFERENCE_KIND) visitInstance(the, slot->value.reference, step);
	if (slot->kind != XS_ACCESSOR_KIND) return;
	if (slot->value.accessor.getter != NULL) visitInstance(the, slot->value.accessor.getter, step);
	if (slot->value.accessor.setter != NULL) visitInstance(the, slot->value.accessor.setter, step);
}

static void visitVariable(txMachine* the, txID name, txSlot* variable, const Step* previous)
{
	Step step = { previous, ' ', name, 0 };
	/* Each variable is told of once, though many functions may capture it. */
	if (!(variable->flag & XS_MARK_FLAG)) {
		variable->flag |= XS_MARK_FLAG;
		if (isListing) {
			if (variable->ID != XS_NO_ID) report(the, &step, "variable");
		}
		else if (isAssigned(variable)) report(the, &step, "assigned by a function");
	}
	visitValue(the, variable, &step);
}

static void visitFunction(txMachine* the, txSlot* code, const Step* step)
{
	txSlot* environment = code->value.code.closures;
	if ((code->kind != XS_CODE_KIND && code->kind != XS_CODE_X_KIND) || environment == NULL) return;
	for (txSlot* slot = environment->next; slot != NULL; slot = slot->next)
		if (slot->kind == XS_CLOSURE_KIND) visitVariable(the, slot->ID, slot->value.closure, step);
}

static bool isFunctionValue(const txSlot* slot)
{
	return slot->kind == XS_REFERENCE_KIND && mxIsFunction(slot->value.reference);
}

/* Classes and prototypes are frozen unasked: a field of theirs that code assigns would throw there. */
static void checkFields(txMachine* the, txSlot* instance, const Step* previous)
{
	for (txSlot* slot = instance->next; slot != NULL; slot = slot->next) {
		Step step = { previous, '.', slot->ID, 0 };
		bool isData = slot->kind != XS_ACCESSOR_KIND && !isFunctionValue(slot);
		if (slot->flag & XS_INTERNAL_FLAG) {
			if (slot->kind == XS_PRIVATE_KIND)
				for (txSlot* item = slot->value.private.first; item != NULL; item = item->next)
					if (item->kind != XS_ACCESSOR_KIND && !isFunctionValue(item)) {
						Step field = { previous, '.', item->ID, 0 };
						report(the, &field, "private static, read-only on the device");
					}
		}
		else if (isData && !(slot->flag & XS_DONT_SET_FLAG) && isNameAssigned(slot->ID))
			report(the, &step, "static that code assigns, read-only on the device");
	}
}

static const char* faultOfBuffer(const txSlot* info)
{
	return info->value.bufferInfo.length > 0 ? "buffer with octets, read-only on the device" : NULL;
}

/* What is wrong with an instance by its kind; NULL is nothing. */
static const char* faultOf(txMachine* the, txSlot* instance)
{
	txSlot* internal = instance->next;
	bool isDeclaredConstant = isFrozen(the, instance);
	if (internal == NULL || !(internal->flag & XS_INTERNAL_FLAG))
		return isDeclaredConstant ? NULL : "object not frozen";
	switch (internal->kind) {
	case XS_CALLBACK_KIND: case XS_CALLBACK_X_KIND: case XS_CODE_KIND: case XS_CODE_X_KIND:
	case XS_TYPED_ARRAY_KIND: case XS_DATA_VIEW_KIND: case XS_MODULE_KIND:
		return NULL;
	case XS_ARRAY_BUFFER_KIND: return faultOfBuffer(internal->next);
	case XS_MAP_KIND: return isDeclaredConstant ? NULL : "Map, read-only on the device";
	case XS_SET_KIND: return isDeclaredConstant ? NULL : "Set, read-only on the device";
	case XS_DATE_KIND: return isDeclaredConstant ? NULL : "Date not frozen";
	case XS_WEAK_MAP_KIND: return "WeakMap, read-only on the device";
	case XS_WEAK_SET_KIND: return "WeakSet, read-only on the device";
	case XS_WEAK_REF_KIND: return "WeakRef, read-only on the device";
	case XS_PROMISE_KIND: return "Promise, read-only on the device";
	case XS_PROXY_KIND: return "Proxy, read-only on the device";
	case XS_STACK_KIND: return "generator that runs, refused by the linker";
	case XS_REGEXP_KIND:
		return internal->value.regexp.code[0] & (XS_REGEXP_G | XS_REGEXP_Y)
			? "RegExp that keeps its place, read-only on the device" : NULL;
	case XS_ARRAY_KIND: return isDeclaredConstant ? NULL : "array not frozen";
	default: return isDeclaredConstant ? NULL : "object not frozen";
	}
}

static void visitProperties(txMachine* the, txSlot* instance, const Step* previous)
{
	for (txSlot* slot = instance->next; slot != NULL; slot = slot->next) {
		Step step = { previous, '.', slot->ID, 0 };
		if (slot->kind == XS_ARRAY_KIND) {
			txIndex count = fxGetIndexSize(the, slot);
			for (txIndex i = 0; i < count; i++) {
				txSlot* item = slot->value.array.address + i;
				Step at = { previous, '[', XS_NO_ID, *(txIndex*)item };
				visitValue(the, item, &at);
			}
		}
		else if (slot->kind == XS_PRIVATE_KIND) {
			for (txSlot* item = slot->value.private.first; item != NULL; item = item->next) {
				Step field = { previous, '.', item->ID, 0 };
				visitValue(the, item, &field);
			}
		}
		else if (slot->kind == XS_LIST_KIND) {
			/* Keys and values of a Map, or a Set's members. */
			for (txSlot* item = slot->value.list.first; item != NULL; item = item->next)
				visitValue(the, item, previous);
		}
		else if (slot->flag & XS_INTERNAL_FLAG) visitValue(the, slot, previous);
		else visitValue(the, slot, &step);
	}
}

static void checkInstance(txMachine* the, txSlot* instance, const Step* step)
{
	bool isPrototype = step->separator == '.' && step->name == mxID(_prototype);
	if (mxIsFunction(instance) || isPrototype) checkFields(the, instance, step);
	if (isPrototype) return;
	const char* fault = faultOf(the, instance);
	if (fault != NULL) report(the, step, fault);
}

/* The mark is ours to use: the last collection of the root machine is over. */
static void visitInstance(txMachine* the, txSlot* instance, const Step* step)
{
	if (isBuiltIn(instance) || instance->flag & XS_MARK_FLAG) return;
	instance->flag |= XS_MARK_FLAG;
	if (!isListing) checkInstance(the, instance, step);
	else if (instance->ID != XS_NO_ID) report(the, step, "instance");
	if (mxIsFunction(instance)) visitFunction(the, instance->next, step);
	visitProperties(the, instance, step);
	Step prototype = { step, '.', mxID(_prototype), 0 };
	if (instance->value.instance.prototype != NULL)
		visitInstance(the, instance->value.instance.prototype, &prototype);
}

static void unmark(txMachine* the, txSlot* slot)
{
	(void)the;
	slot->flag &= ~XS_MARK_FLAG;
}

/* While a machine is being shared, its program slot holds the list of modules. */
static void visitModules(txMachine* the)
{
	txSlot* module = mxProgram.value.reference->next;
	for (; module != NULL; module = module->next) {
		txSlot* export = mxModuleExports(module)->value.reference->next;
		for (; export != NULL; export = export->next) {
			txSlot* variable = export->kind == XS_EXPORT_KIND ? export->value.export.closure : NULL;
			if (variable != NULL) visitVariable(the, export->ID, variable, NULL);
		}
	}
	eachSlot(the, unmark);
}

void checkPreload(txMachine* root)
{
	scanFunctions(root, noteAssigned);
	visitModules(root);
	if (errorCount == 0 || options.isUnchecked) return;
	fprintf(stderr, "preload: %d error%s\n", errorCount, errorCount == 1 ? "" : "s");
	finish(root, EXIT_PRELOAD);
}

void listAliases(txMachine* root)
{
	isListing = true;
	visitModules(root);
}
