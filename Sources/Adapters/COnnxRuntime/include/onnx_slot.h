// A model behind ONNX Runtime's C interface, opened at run time: nothing is needed when Bayu is built.
#ifndef ONNX_SLOT_H
#define ONNX_SLOT_H

#include <stddef.h>
#include <stdint.h>

typedef struct OnnxSlot OnnxSlot;

// What there is room for in a message, with its zero.
#define ONNX_SLOT_MESSAGE_BYTES 512
// Outputs with more dimensions are none that anybody asks for.
#define ONNX_SLOT_DIMENSIONS_MAX 8

// Opens the library and the model, which must have one input and one output or more. Null on failure, with words in `message`.
OnnxSlot *onnx_slot_open(const char *library, const char *model, int threads, char *message);

// The dimensions of the input; a free one is -1. Returns how many there are.
int onnx_slot_input(const OnnxSlot *slot, int64_t *dimensions);

// Runs the model on floats of the given dimensions. The first output, which must be floats, is copied as far as there is room.
// Returns how many floats it has, or -1 with words in `message`.
int64_t onnx_slot_run(OnnxSlot *slot, const float *input, const int64_t *dimensions, int count, float *output, int64_t room, int64_t *shape,
                      int *shape_count, char *message);

void onnx_slot_close(OnnxSlot *slot);

#endif
