// JNI over the C functions of libLiteRt.so, for the facade's Native: what LiteRT's own litert_jni.so is on Android.
// Functions and types of LiteRT 2.3 are declared here as its headers have them (litert/c/*.h, v2.2.0).
#include <jni.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int Status;
typedef void* Handle;
typedef struct {
  int element_type;
  struct {
    unsigned int rank : 7;
    unsigned int has_strides : 1;
    int32_t dimensions[8];
    uint32_t strides[8];
  } layout;
} TensorType;
typedef struct {
  int tag;
  struct {
    int type;
    union {
      int64_t number;
      const char* text;
    };
  } value;
} EnvOption;
_Static_assert(sizeof(TensorType) == 72, "LiteRtRankedTensorType");
_Static_assert(sizeof(EnvOption) == 24, "LiteRtEnvOption");

Status LiteRtCreateEnvironment(int count, const EnvOption* options, Handle* environment);
void LiteRtDestroyEnvironment(Handle environment);
Status LiteRtGetNumAccelerators(Handle environment, size_t* count);
Status LiteRtGetAccelerator(Handle environment, size_t index, Handle* accelerator);
Status LiteRtGetAcceleratorHardwareSupport(Handle accelerator, int* set);
Status LiteRtCreateModelFromFile(Handle environment, const char* path, Handle* model);
Status LiteRtCreateModelFromFd(Handle environment, int fd, size_t offset, size_t size, Handle* model);
void LiteRtDestroyModel(Handle model);
Status LiteRtGetNumModelSignatures(Handle model, size_t* count);
Status LiteRtGetModelSignature(Handle model, size_t index, Handle* signature);
Status LiteRtGetSignatureKey(Handle signature, const char** key);
Status LiteRtGetNumSignatureInputs(Handle signature, size_t* count);
Status LiteRtGetNumSignatureOutputs(Handle signature, size_t* count);
Status LiteRtGetSignatureInputName(Handle signature, size_t index, const char** name);
Status LiteRtGetSignatureOutputName(Handle signature, size_t index, const char** name);
Status LiteRtGetSignatureInputTensorByIndex(Handle signature, size_t index, Handle* tensor);
Status LiteRtGetSignatureOutputTensorByIndex(Handle signature, size_t index, Handle* tensor);
Status LiteRtGetRankedTensorType(Handle tensor, TensorType* type);
Status LiteRtCreateOptions(Handle* options);
void LiteRtDestroyOptions(Handle options);
Status LiteRtSetOptionsHardwareAccelerators(Handle options, int set);
Status LiteRtCreateOpaqueOptions(const char* identifier, void* data, void (*destroy)(void*), Handle* opaque);
Status LiteRtAddOpaqueOptions(Handle options, Handle opaque);
Status LiteRtCreateCompiledModel(Handle environment, Handle model, Handle options, Handle* compiled);
void LiteRtDestroyCompiledModel(Handle compiled);
Status LiteRtGetCompiledModelInputBufferRequirements(Handle compiled, size_t signature, size_t index, Handle* needs);
Status LiteRtGetCompiledModelOutputBufferRequirements(Handle compiled, size_t signature, size_t index, Handle* needs);
Status LiteRtCreateManagedTensorBufferFromRequirements(Handle environment, const TensorType* type, Handle needs, Handle* buffer);
Status LiteRtGetTensorBufferTensorType(Handle buffer, TensorType* type);
Status LiteRtLockTensorBuffer(Handle buffer, void** memory, int mode);
Status LiteRtUnlockTensorBuffer(Handle buffer);
void LiteRtDestroyTensorBuffer(Handle buffer);
Status LiteRtRunCompiledModel(Handle compiled, size_t signature, size_t inputs, Handle* input, size_t outputs, Handle* output);

enum { NOT_FOUND = 6, LOCK_READ = 0, LOCK_WRITE = 1, RUNTIME_LIBRARY_DIR = 22, LEAST_LOGGED = 25, NUMBER_VALUE = 2, TEXT_VALUE = 8, ERRORS = 3, MOST_TENSORS = 64 };

#define NATIVE(type, name) JNIEXPORT type JNICALL Java_com_google_ai_edge_litert_Native_##name
#define HANDLE(value) ((Handle)(intptr_t)(value))

static Status check(JNIEnv* env, Status status, const char* what) {
  if (status == 0 || (*env)->ExceptionCheck(env)) return status;
  char message[160];
  snprintf(message, sizeof message, "%s: status %d", what, status);
  jclass kind = (*env)->FindClass(env, "com/google/ai/edge/litert/LiteRtException");
  jmethodID made = (*env)->GetMethodID(env, kind, "<init>", "(ILjava/lang/String;)V");
  (*env)->Throw(env, (*env)->NewObject(env, kind, made, status, (*env)->NewStringUTF(env, message)));
  return status;
}

// A signature by its key, and the tensors on one side of it.
typedef struct {
  Handle handle;
  size_t index, count;
  bool output;
} Side;

static Status find_side(Handle model, const char* key, bool output, Side* side) {
  size_t count = 0;
  LiteRtGetNumModelSignatures(model, &count);
  for (size_t index = 0; index < count; index++) {
    const char* found = "";
    LiteRtGetModelSignature(model, index, &side->handle);
    LiteRtGetSignatureKey(side->handle, &found);
    if (strcmp(found, key) != 0) continue;
    side->index = index;
    side->output = output;
    return (output ? LiteRtGetNumSignatureOutputs : LiteRtGetNumSignatureInputs)(side->handle, &side->count);
  }
  return NOT_FOUND;
}

static Status find_tensor(const Side* side, const char* name, size_t* index, TensorType* type) {
  for (*index = 0; *index < side->count; ++*index) {
    const char* found = "";
    (side->output ? LiteRtGetSignatureOutputName : LiteRtGetSignatureInputName)(side->handle, *index, &found);
    if (strcmp(found, name) != 0) continue;
    Handle tensor = NULL;
    Status status = (side->output ? LiteRtGetSignatureOutputTensorByIndex : LiteRtGetSignatureInputTensorByIndex)(
        side->handle, *index, &tensor);
    return status != 0 ? status : LiteRtGetRankedTensorType(tensor, type);
  }
  return NOT_FOUND;
}

static Status find(JNIEnv* env, Handle model, jstring key, jstring name, bool output, Side* side, size_t* index, TensorType* type) {
  const char* key_text = (*env)->GetStringUTFChars(env, key, NULL);
  const char* name_text = (*env)->GetStringUTFChars(env, name, NULL);
  char what[120];
  snprintf(what, sizeof what, "%s of %s", name_text, key_text);
  Status status = find_side(model, key_text, output, side);
  if (status == 0) status = find_tensor(side, name_text, index, type);
  (*env)->ReleaseStringUTFChars(env, key, key_text);
  (*env)->ReleaseStringUTFChars(env, name, name_text);
  return check(env, status, what);
}

NATIVE(jlong, createEnvironment)(JNIEnv* env, jclass unused, jstring gpu_folder) {
  Handle environment = NULL;
  EnvOption options[2] = {{LEAST_LOGGED, {NUMBER_VALUE, {ERRORS}}}, {RUNTIME_LIBRARY_DIR, {TEXT_VALUE, {0}}}};
  if (gpu_folder != NULL) options[1].value.text = (*env)->GetStringUTFChars(env, gpu_folder, NULL);
  check(env, LiteRtCreateEnvironment(gpu_folder != NULL ? 2 : 1, options, &environment), "environment");
  if (gpu_folder != NULL) (*env)->ReleaseStringUTFChars(env, gpu_folder, options[1].value.text);
  return (jlong)(intptr_t)environment;
}

NATIVE(void, destroyEnvironment)(JNIEnv* env, jclass unused, jlong environment) {
  LiteRtDestroyEnvironment(HANDLE(environment));
}

NATIVE(jint, accelerators)(JNIEnv* env, jclass unused, jlong environment) {
  size_t count = 0;
  int found = 0;
  if (check(env, LiteRtGetNumAccelerators(HANDLE(environment), &count), "accelerators") != 0) return 0;
  for (size_t index = 0; index < count; index++) {
    Handle accelerator = NULL;
    int set = 0;
    LiteRtGetAccelerator(HANDLE(environment), index, &accelerator);
    if (LiteRtGetAcceleratorHardwareSupport(accelerator, &set) == 0) found |= set;
  }
  return found;
}

NATIVE(jlong, openModel)(JNIEnv* env, jclass unused, jlong environment, jstring path) {
  Handle model = NULL;
  const char* text = (*env)->GetStringUTFChars(env, path, NULL);
  check(env, LiteRtCreateModelFromFile(HANDLE(environment), text, &model), "model");
  (*env)->ReleaseStringUTFChars(env, path, text);
  return (jlong)(intptr_t)model;
}

NATIVE(jlong, openAsset)(JNIEnv* env, jclass unused, jlong environment, jint fd, jlong offset, jlong size) {
  Handle model = NULL;
  check(env, LiteRtCreateModelFromFd(HANDLE(environment), fd, (size_t)offset, (size_t)size, &model), "model");
  return (jlong)(intptr_t)model;
}

NATIVE(void, destroyModel)(JNIEnv* env, jclass unused, jlong model) { LiteRtDestroyModel(HANDLE(model)); }

static Status add_options(Handle options, const char* identifier, const char* toml) {
  Handle opaque = NULL;
  Status status = LiteRtCreateOpaqueOptions(identifier, strdup(toml), free, &opaque);
  return status != 0 ? status : LiteRtAddOpaqueOptions(options, opaque);
}

NATIVE(jlong, compile)(JNIEnv* env, jclass unused, jlong environment, jlong model, jint set, jint threads, jint precision) {
  Handle options = NULL, compiled = NULL;
  char toml[64];
  Status status = LiteRtCreateOptions(&options);
  if (status == 0) status = LiteRtSetOptionsHardwareAccelerators(options, set);
  snprintf(toml, sizeof toml, "num_threads = %d\n", threads);
  if (status == 0 && threads > 0) status = add_options(options, "xnnpack", toml);
  snprintf(toml, sizeof toml, "precision = %d\n", precision);
  if (status == 0 && precision > 0) status = add_options(options, "gpu_options", toml);
  if (status == 0) status = LiteRtCreateCompiledModel(HANDLE(environment), HANDLE(model), options, &compiled);
  if (options != NULL) LiteRtDestroyOptions(options);
  check(env, status, "compiled model");
  return (jlong)(intptr_t)compiled;
}

NATIVE(void, destroyCompiled)(JNIEnv* env, jclass unused, jlong compiled) { LiteRtDestroyCompiledModel(HANDLE(compiled)); }

NATIVE(jintArray, tensorType)(JNIEnv* env, jclass unused, jlong model, jstring key, jstring name, jboolean output) {
  Side side;
  size_t index;
  TensorType type;
  if (find(env, HANDLE(model), key, name, output, &side, &index, &type) != 0) return NULL;
  jint element = type.element_type;
  jintArray found = (*env)->NewIntArray(env, 1 + type.layout.rank);
  (*env)->SetIntArrayRegion(env, found, 0, 1, &element);
  (*env)->SetIntArrayRegion(env, found, 1, type.layout.rank, (const jint*)type.layout.dimensions);
  return found;
}

NATIVE(jlong, createBuffer)(JNIEnv* env, jclass unused, jlong environment, jlong model, jlong compiled, jstring key, jstring name, jboolean output) {
  Side side;
  size_t index;
  TensorType type;
  Handle needs = NULL, buffer = NULL;
  if (find(env, HANDLE(model), key, name, output, &side, &index, &type) != 0) return 0;
  Status status = (output ? LiteRtGetCompiledModelOutputBufferRequirements : LiteRtGetCompiledModelInputBufferRequirements)(
      HANDLE(compiled), side.index, index, &needs);
  if (status == 0) status = LiteRtCreateManagedTensorBufferFromRequirements(HANDLE(environment), &type, needs, &buffer);
  check(env, status, "tensor buffer");
  return (jlong)(intptr_t)buffer;
}

NATIVE(void, destroyBuffer)(JNIEnv* env, jclass unused, jlong buffer) { LiteRtDestroyTensorBuffer(HANDLE(buffer)); }

static size_t elements(const TensorType* type) {
  size_t count = 1;
  for (unsigned place = 0; place < type->layout.rank; place++) count *= (size_t)type->layout.dimensions[place];
  return count;
}

// 32-bit numbers, whatever they are.
NATIVE(void, write)(JNIEnv* env, jclass unused, jlong buffer, jintArray values) {
  TensorType type;
  void* memory = NULL;
  jsize count = (*env)->GetArrayLength(env, values);
  if (check(env, LiteRtGetTensorBufferTensorType(HANDLE(buffer), &type), "type") != 0) return;
  if (elements(&type) != (size_t)count && check(env, 1, "numbers that do not fit") != 0) return;
  if (check(env, LiteRtLockTensorBuffer(HANDLE(buffer), &memory, LOCK_WRITE), "lock") != 0) return;
  (*env)->GetIntArrayRegion(env, values, 0, count, memory);
  check(env, LiteRtUnlockTensorBuffer(HANDLE(buffer)), "unlock");
}

NATIVE(jintArray, readInt)(JNIEnv* env, jclass unused, jlong buffer) {
  TensorType type;
  void* memory = NULL;
  if (check(env, LiteRtGetTensorBufferTensorType(HANDLE(buffer), &type), "type") != 0) return NULL;
  if (check(env, LiteRtLockTensorBuffer(HANDLE(buffer), &memory, LOCK_READ), "lock") != 0) return NULL;
  jintArray found = (*env)->NewIntArray(env, (jsize)elements(&type));
  (*env)->SetIntArrayRegion(env, found, 0, (jsize)elements(&type), memory);
  check(env, LiteRtUnlockTensorBuffer(HANDLE(buffer)), "unlock");
  return found;
}

NATIVE(jfloatArray, readFloat)(JNIEnv* env, jclass unused, jlong buffer) {
  TensorType type;
  void* memory = NULL;
  if (check(env, LiteRtGetTensorBufferTensorType(HANDLE(buffer), &type), "type") != 0) return NULL;
  if (check(env, LiteRtLockTensorBuffer(HANDLE(buffer), &memory, LOCK_READ), "lock") != 0) return NULL;
  jfloatArray found = (*env)->NewFloatArray(env, (jsize)elements(&type));
  (*env)->SetFloatArrayRegion(env, found, 0, (jsize)elements(&type), memory);
  check(env, LiteRtUnlockTensorBuffer(HANDLE(buffer)), "unlock");
  return found;
}

// The buffers in the order of the signature's names. Returns their number, or -1 after throwing.
static int in_order(JNIEnv* env, const Side* side, jobjectArray names, jlongArray buffers, Handle* ordered) {
  jsize given = (*env)->GetArrayLength(env, names);
  if (side->count > MOST_TENSORS || (size_t)given != side->count) return check(env, 1, "buffers for other tensors"), -1;
  jlong* handles = (*env)->GetLongArrayElements(env, buffers, NULL);
  Status status = 0;
  for (jsize place = 0; place < given && status == 0; place++) {
    jstring name = (*env)->GetObjectArrayElement(env, names, place);
    const char* text = (*env)->GetStringUTFChars(env, name, NULL);
    size_t index;
    TensorType type;
    status = find_tensor(side, text, &index, &type);
    if (status == 0) ordered[index] = HANDLE(handles[place]);
    (*env)->ReleaseStringUTFChars(env, name, text);
    (*env)->DeleteLocalRef(env, name);
  }
  (*env)->ReleaseLongArrayElements(env, buffers, handles, JNI_ABORT);
  return check(env, status, "buffers for other tensors") == 0 ? (int)side->count : -1;
}

NATIVE(void, run)(JNIEnv* env, jclass unused, jlong model, jlong compiled, jstring key, jobjectArray input_names, jlongArray input_buffers,
                  jobjectArray output_names, jlongArray output_buffers) {
  Side in, out;
  Handle inputs[MOST_TENSORS], outputs[MOST_TENSORS];
  const char* text = (*env)->GetStringUTFChars(env, key, NULL);
  Status status = find_side(HANDLE(model), text, false, &in);
  if (status == 0) status = find_side(HANDLE(model), text, true, &out);
  (*env)->ReleaseStringUTFChars(env, key, text);
  if (check(env, status, "signature") != 0) return;
  int input_count = in_order(env, &in, input_names, input_buffers, inputs);
  if (input_count < 0) return;
  int output_count = in_order(env, &out, output_names, output_buffers, outputs);
  if (output_count < 0) return;
  check(env, LiteRtRunCompiledModel(HANDLE(compiled), in.index, input_count, inputs, output_count, outputs), "run");
}
