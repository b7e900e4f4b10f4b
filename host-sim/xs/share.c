/*
 * Makes the root machine into what the linker makes of a preloaded one: built-ins, functions and
 * prototypes frozen, whatever else can change given an alias (4 octets of RAM, and a copy when it is
 * written), and chunks of values marked as lying outside of every heap.
 */
#include "host.h"

/* The root heap's slots are used in the order of their addresses until the first collection. */
static const txSlot* firstOfBundle = NULL;

void rememberBuiltIns(txMachine* root)
{
	firstOfBundle = root->freeHeap;
}

bool isBuiltIn(const txSlot* slot)
{
	return slot < firstOfBundle;
}

void eachSlot(txMachine* the, Visit visit)
{
	for (txSlot* heap = the->firstHeap; heap != NULL; heap = heap->next)
		for (txSlot* slot = heap + 1; slot < heap->value.reference; slot++) visit(the, slot);
}

static bool isPropertyFrozen(const txSlot* property)
{
	if (!(property->flag & XS_DONT_DELETE_FLAG)) return false;
	return property->kind == XS_ACCESSOR_KIND || (property->flag & XS_DONT_SET_FLAG);
}

static bool areItemsFrozen(txMachine* the, txSlot* array)
{
	txIndex count = fxGetIndexSize(the, array);
	for (txIndex i = 0; i < count; i++)
		if (!isPropertyFrozen(array->value.array.address + i)) return false;
	return true;
}

bool isFrozen(txMachine* the, txSlot* instance)
{
	if (!(instance->flag & XS_DONT_PATCH_FLAG)) return false;
	for (txSlot* property = instance->next; property != NULL; property = property->next) {
		if (property->flag & XS_INTERNAL_FLAG) {
			if (property->kind == XS_ARRAY_KIND && !areItemsFrozen(the, property)) return false;
		}
		else if (!isPropertyFrozen(property)) return false;
	}
	return true;
}

static void freeze(txSlot* instance)
{
	instance->flag |= XS_DONT_PATCH_FLAG;
	for (txSlot* property = instance->next; property != NULL; property = property->next) {
		property->flag |= XS_DONT_DELETE_FLAG;
		if (property->kind != XS_ACCESSOR_KIND) property->flag |= XS_DONT_SET_FLAG;
	}
}

static void freezePrototype(txSlot* constructor)
{
	if (!(constructor->flag & XS_CAN_CONSTRUCT_FLAG)) return;
	for (txSlot* property = constructor->next; property != NULL; property = property->next)
		if (property->ID == mxID(_prototype) && property->kind == XS_REFERENCE_KIND)
			freeze(property->value.reference);
}

/* Freezes what the linker freezes unasked: it could not be aliased, or nobody changes it. */
static void freezeUnasked(txMachine* the, txSlot* slot)
{
	if (slot->kind != XS_INSTANCE_KIND || slot == mxGlobal.value.reference) return;
	if (isBuiltIn(slot)) freeze(slot);
	txSlot* internal = slot->next;
	if (internal == NULL || !(internal->flag & XS_INTERNAL_FLAG)) return;
	switch (internal->kind) {
	case XS_CALLBACK_KIND: case XS_CALLBACK_X_KIND: case XS_CODE_KIND: case XS_CODE_X_KIND:
		freeze(slot);
		freezePrototype(slot);
		break;
	case XS_MAP_KIND: case XS_SET_KIND: case XS_WEAK_MAP_KIND: case XS_WEAK_SET_KIND:
	case XS_WEAK_REF_KIND: case XS_ARRAY_BUFFER_KIND: case XS_DATA_VIEW_KIND:
	case XS_TYPED_ARRAY_KIND: case XS_PROMISE_KIND: case XS_PROXY_KIND: case XS_REGEXP_KIND:
		freeze(slot);
		break;
	default:
		if (internal->ID == XS_ENVIRONMENT_BEHAVIOR) freeze(slot);
	}
}

/* The engine asks for this flag before it writes what is inside of such instances. */
static void petrify(txSlot* instance)
{
	for (txSlot* property = instance->next; property != NULL && property->flag & XS_INTERNAL_FLAG;
		property = property->next) {
		property->flag |= XS_DONT_SET_FLAG;
		if (property->kind != XS_PRIVATE_KIND) continue;
		for (txSlot* item = property->value.private.first; item != NULL; item = item->next) {
			item->flag |= XS_DONT_DELETE_FLAG;
			if (item->kind != XS_ACCESSOR_KIND) item->flag |= XS_DONT_SET_FLAG;
		}
	}
}

static void aliasInstance(txMachine* the, txSlot* slot)
{
	if (slot->kind != XS_INSTANCE_KIND) return;
	if (isFrozen(the, slot)) {
		slot->ID = XS_NO_ID;
		petrify(slot);
	}
	else slot->ID = the->aliasCount++;
}

static void aliasVariable(txMachine* the, txSlot* slot)
{
	if (slot->kind != XS_CLOSURE_KIND) return;
	txSlot* variable = slot->value.closure;
	if (variable->kind == XS_REFERENCE_KIND && mxIsFunction(variable->value.reference))
		variable->flag |= XS_DONT_SET_FLAG;
	if (variable->flag & XS_DONT_SET_FLAG) return;
	if (variable->ID == XS_NO_ID) variable->ID = the->aliasCount++;
	slot->flag &= ~XS_DONT_SET_FLAG;
}

/* Kinds whose chunks no collection of another machine marks or moves. */
static void detachChunk(txSlot* slot)
{
	switch (slot->kind) {
	case XS_STRING_KIND: slot->kind = XS_STRING_X_KIND; break;
	case XS_BIGINT_KIND: slot->kind = XS_BIGINT_X_KIND; break;
	case XS_KEY_KIND: slot->kind = XS_KEY_X_KIND; break;
	case XS_CODE_KIND: slot->kind = XS_CODE_X_KIND; break;
	case XS_CALLBACK_KIND: slot->kind = XS_CALLBACK_X_KIND; break;
	case XS_REGEXP_KIND: slot->value.regexp.data = NULL; break;
	}
}

static void detach(txMachine* the, txSlot* slot)
{
	detachChunk(slot);
	if (slot->kind == XS_ARRAY_KIND && slot->value.array.address != NULL) {
		txIndex count = fxGetIndexSize(the, slot);
		for (txIndex i = 0; i < count; i++) detachChunk(slot->value.array.address + i);
	}
	else if (slot->kind == XS_INSTANCE_KIND) slot->flag |= XS_DONT_MARSHALL_FLAG;
	/* Collections of the app machine take it for marked, and go no further. */
	slot->flag |= XS_MARK_FLAG;
}

/* The engine's global object caches look-ups inside of itself; a linked one has no such cache. */
static void dropGlobalCache(txMachine* the)
{
	txSlot* global = mxGlobal.value.reference;
	if (global->next->kind != XS_GLOBAL_KIND) return;
	global->next = global->next->next;
	global->flag &= ~XS_EXOTIC_FLAG;
}

/* Linked in place of the engine's own `fxShare` (see build.ts), which `fxShareMachine` calls. */
void __wrap_fxShare(txMachine* the)
{
	dropGlobalCache(the);
	checkPreload(the);
	eachSlot(the, freezeUnasked);
	/* 0 is no alias. */
	the->aliasCount = 1;
	eachSlot(the, aliasInstance);
	eachSlot(the, aliasVariable);
	if (options.aliases) listAliases(the);
	eachSlot(the, detach);
}
