#include "onnx_slot.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The calls are entries of a table whose order never changes (OrtApi, onnxruntime_c_api.h, version 1 of 2019); here are the places of those used.
enum {
    AT_ERROR_MESSAGE = 2,
    AT_CREATE_ENV = 3,
    AT_CREATE_SESSION = 7,
    AT_RUN = 9,
    AT_CREATE_SESSION_OPTIONS = 10,
    AT_INTRA_OP_THREADS = 24,
    AT_INPUT_COUNT = 30,
    AT_OUTPUT_COUNT = 31,
    AT_INPUT_TYPE = 33,
    AT_INPUT_NAME = 36,
    AT_OUTPUT_NAME = 37,
    AT_CREATE_TENSOR = 49,
    AT_TENSOR_DATA = 51,
    AT_CAST_TO_TENSOR = 55,
    AT_ELEMENT_TYPE = 60,
    AT_DIMENSIONS_COUNT = 61,
    AT_DIMENSIONS = 62,
    AT_ELEMENT_COUNT = 64,
    AT_TENSOR_SHAPE = 65,
    AT_CREATE_CPU_MEMORY = 69,
    AT_ALLOCATOR = 78,
    AT_RELEASE_ENV = 92,
    AT_RELEASE_STATUS = 93,
    AT_RELEASE_MEMORY = 94,
    AT_RELEASE_SESSION = 95,
    AT_RELEASE_VALUE = 96,
    AT_RELEASE_TYPE = 98,
    AT_RELEASE_SHAPE = 99,
    AT_RELEASE_SESSION_OPTIONS = 100,
};
enum { TABLE_VERSION = 1, FLOAT = 1, LOG_FATAL = 4, DEVICE_ALLOCATOR = 0, DEFAULT_MEMORY = 0 };

typedef struct {
    const void **(*get_table)(uint32_t version);
    const char *(*get_version)(void);
} Base;

struct OnnxSlot {
    const void **table;
    void *env, *options, *session, *memory;
    char *input_name, *output_name;
    int64_t input[ONNX_SLOT_DIMENSIONS_MAX];
    int input_count;
};

typedef void *Status;
#define CALL(slot, at, type) ((type)(slot)->table[at])

// True when the call went well; otherwise its words are taken and its status is given back.
static int ok(OnnxSlot *slot, Status status, char *message) {
    if (!status) return 1;
    snprintf(message, ONNX_SLOT_MESSAGE_BYTES, "%s", CALL(slot, AT_ERROR_MESSAGE, const char *(*)(Status))(status));
    CALL(slot, AT_RELEASE_STATUS, void (*)(Status))(status);
    return 0;
}

static int failed(char *message, const char *words) {
    snprintf(message, ONNX_SLOT_MESSAGE_BYTES, "%s", words);
    return 0;
}

static int read_shape(OnnxSlot *slot, void *shape, int64_t *dimensions, int *count, int *element, char *message) {
    size_t found = 0;
    if (!ok(slot, CALL(slot, AT_ELEMENT_TYPE, Status(*)(void *, int *))(shape, element), message)) return 0;
    if (!ok(slot, CALL(slot, AT_DIMENSIONS_COUNT, Status(*)(void *, size_t *))(shape, &found), message)) return 0;
    if (found > ONNX_SLOT_DIMENSIONS_MAX) return failed(message, "it has more than 8 dimensions");
    *count = (int)found;
    return ok(slot, CALL(slot, AT_DIMENSIONS, Status(*)(void *, int64_t *, size_t))(shape, dimensions, found), message);
}

static int open_input(OnnxSlot *slot, char *message) {
    size_t inputs = 0, outputs = 0;
    void *allocator = NULL, *type = NULL;
    const void *shape = NULL;
    int element = 0;
    if (!ok(slot, CALL(slot, AT_INPUT_COUNT, Status(*)(void *, size_t *))(slot->session, &inputs), message)) return 0;
    if (!ok(slot, CALL(slot, AT_OUTPUT_COUNT, Status(*)(void *, size_t *))(slot->session, &outputs), message)) return 0;
    if (inputs != 1 || outputs < 1) return failed(message, "it must have one input and an output");
    if (!ok(slot, CALL(slot, AT_ALLOCATOR, Status(*)(void **))(&allocator), message)) return 0;
    // The names are the allocator's, as long as the process lives: a model is opened once.
    if (!ok(slot, CALL(slot, AT_INPUT_NAME, Status(*)(void *, size_t, void *, char **))(slot->session, 0, allocator, &slot->input_name), message)) return 0;
    if (!ok(slot, CALL(slot, AT_OUTPUT_NAME, Status(*)(void *, size_t, void *, char **))(slot->session, 0, allocator, &slot->output_name), message)) return 0;
    if (!ok(slot, CALL(slot, AT_INPUT_TYPE, Status(*)(void *, size_t, void **))(slot->session, 0, &type), message)) return 0;
    int fine = ok(slot, CALL(slot, AT_CAST_TO_TENSOR, Status(*)(void *, const void **))(type, &shape), message);
    if (fine && !shape) fine = failed(message, "its input is no tensor");
    if (fine) fine = read_shape(slot, (void *)shape, slot->input, &slot->input_count, &element, message);
    if (fine && element != FLOAT) fine = failed(message, "its input is not of 32-bit floats");
    CALL(slot, AT_RELEASE_TYPE, void (*)(void *))(type);
    return fine;
}

static int open_session(OnnxSlot *slot, const char *model, int threads, char *message) {
    if (!ok(slot, CALL(slot, AT_CREATE_ENV, Status(*)(int, const char *, void **))(LOG_FATAL, "bayu", &slot->env), message)) return 0;
    if (!ok(slot, CALL(slot, AT_CREATE_SESSION_OPTIONS, Status(*)(void **))(&slot->options), message)) return 0;
    if (!ok(slot, CALL(slot, AT_INTRA_OP_THREADS, Status(*)(void *, int))(slot->options, threads), message)) return 0;
    if (!ok(slot, CALL(slot, AT_CREATE_SESSION, Status(*)(void *, const char *, void *, void **))(slot->env, model, slot->options, &slot->session), message))
        return 0;
    if (!ok(slot, CALL(slot, AT_CREATE_CPU_MEMORY, Status(*)(int, int, void **))(DEVICE_ALLOCATOR, DEFAULT_MEMORY, &slot->memory), message)) return 0;
    return open_input(slot, message);
}

OnnxSlot *onnx_slot_open(const char *library, const char *model, int threads, char *message) {
    void *opened = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!opened) {
        failed(message, dlerror());
        return NULL;
    }
    const Base *(*base)(void) = (const Base *(*)(void))dlsym(opened, "OrtGetApiBase");
    const void **table = base ? base()->get_table(TABLE_VERSION) : NULL;
    if (!table) {
        failed(message, base ? "the library knows no version 1 of its interface" : "it is no library of ONNX Runtime (OrtGetApiBase is missing)");
        return NULL;
    }
    OnnxSlot *slot = calloc(1, sizeof *slot);
    if (!slot) {
        failed(message, "there is no memory left");
        return NULL;
    }
    slot->table = table;
    if (open_session(slot, model, threads, message)) return slot;
    onnx_slot_close(slot);
    return NULL;
}

int onnx_slot_input(const OnnxSlot *slot, int64_t *dimensions) {
    memcpy(dimensions, slot->input, sizeof slot->input);
    return slot->input_count;
}

static int64_t take_output(OnnxSlot *slot, void *value, float *output, int64_t room, int64_t *shape, int *shape_count, char *message) {
    void *info = NULL, *data = NULL;
    size_t count = 0;
    int element = 0;
    if (!ok(slot, CALL(slot, AT_TENSOR_SHAPE, Status(*)(void *, void **))(value, &info), message)) return -1;
    int fine = read_shape(slot, info, shape, shape_count, &element, message)
        && ok(slot, CALL(slot, AT_ELEMENT_COUNT, Status(*)(void *, size_t *))(info, &count), message);
    CALL(slot, AT_RELEASE_SHAPE, void (*)(void *))(info);
    if (fine && element != FLOAT) fine = failed(message, "its output is not of 32-bit floats");
    if (fine) fine = ok(slot, CALL(slot, AT_TENSOR_DATA, Status(*)(void *, void **))(value, &data), message);
    if (!fine) return -1;
    memcpy(output, data, sizeof(float) * (size_t)((int64_t)count < room ? (int64_t)count : room));
    return (int64_t)count;
}

int64_t onnx_slot_run(OnnxSlot *slot, const float *input, const int64_t *dimensions, int count, float *output, int64_t room, int64_t *shape,
                      int *shape_count, char *message) {
    size_t floats = 1;
    for (int at = 0; at < count; at++) floats *= (size_t)dimensions[at];
    void *given = NULL, *value = NULL;
    const char *input_name = slot->input_name, *output_name = slot->output_name;
    Status status = CALL(slot, AT_CREATE_TENSOR, Status(*)(void *, void *, size_t, const int64_t *, size_t, int, void **))(
        slot->memory, (void *)input, floats * sizeof(float), dimensions, (size_t)count, FLOAT, &given);
    if (!ok(slot, status, message)) return -1;
    status = CALL(slot, AT_RUN, Status(*)(void *, const void *, const char *const *, const void *const *, size_t, const char *const *, size_t, void **))(
        slot->session, NULL, &input_name, (const void *const *)&given, 1, &output_name, 1, &value);
    int64_t found = ok(slot, status, message) ? take_output(slot, value, output, room, shape, shape_count, message) : -1;
    if (value) CALL(slot, AT_RELEASE_VALUE, void (*)(void *))(value);
    CALL(slot, AT_RELEASE_VALUE, void (*)(void *))(given);
    return found;
}

// The library itself stays: it starts threads of its own, and closing it under them is not safe.
void onnx_slot_close(OnnxSlot *slot) {
    if (slot->memory) CALL(slot, AT_RELEASE_MEMORY, void (*)(void *))(slot->memory);
    if (slot->session) CALL(slot, AT_RELEASE_SESSION, void (*)(void *))(slot->session);
    if (slot->options) CALL(slot, AT_RELEASE_SESSION_OPTIONS, void (*)(void *))(slot->options);
    if (slot->env) CALL(slot, AT_RELEASE_ENV, void (*)(void *))(slot->env);
    free(slot);
}
