using System.Runtime.InteropServices;

namespace TorchSharp.Native;

// Making, reading, shaping and indexing tensors (shim/tensor.cpp).
internal static unsafe partial class Shim
{
    [LibraryImport(Library)] internal static partial void ts_free(nint t);
    [LibraryImport(Library)] internal static partial long ts_dim(nint t);
    [LibraryImport(Library)] internal static partial long ts_numel(nint t);
    [LibraryImport(Library)] internal static partial long ts_dtype(nint t);
    [LibraryImport(Library)] internal static partial long ts_device_type(nint t);
    [LibraryImport(Library)] internal static partial long ts_device_index(nint t);
    [LibraryImport(Library)] internal static partial long ts_is_contiguous(nint t);
    [LibraryImport(Library)] internal static partial long ts_requires_grad(nint t);
    [LibraryImport(Library)] internal static partial long ts_is_leaf(nint t);
    [LibraryImport(Library)] internal static partial int ts_set_requires_grad(nint t, int on);
    [LibraryImport(Library)] internal static partial int ts_shape(nint t, long* @out);
    [LibraryImport(Library)] internal static partial void* ts_data(nint t);
    [LibraryImport(Library)] internal static partial int ts_item(nint t, NativeScalar* @out);
    [LibraryImport(Library)] internal static partial nint ts_from_data(void* data, int dtype, long* size, long rank, NativeOptions o);
    [LibraryImport(Library)] internal static partial nint ts_empty(long* size, long rank, NativeOptions o);
    [LibraryImport(Library)] internal static partial nint ts_zeros(long* size, long rank, NativeOptions o);
    [LibraryImport(Library)] internal static partial nint ts_ones(long* size, long rank, NativeOptions o);
    [LibraryImport(Library)] internal static partial nint ts_rand(long* size, long rank, NativeOptions o);
    [LibraryImport(Library)] internal static partial nint ts_randn(long* size, long rank, NativeOptions o);
    [LibraryImport(Library)] internal static partial nint ts_full(long* size, long rank, NativeScalar value, NativeOptions o);
    [LibraryImport(Library)] internal static partial nint ts_randperm(long n, NativeOptions o);
    [LibraryImport(Library)] internal static partial nint ts_arange(NativeScalar start, NativeScalar stop, NativeScalar step,
        NativeOptions o);
    [LibraryImport(Library)] internal static partial nint ts_to(nint t, int type, int index, int dtype, int copy);
    [LibraryImport(Library)] internal static partial nint ts_view(nint t, long* size, long rank);
    [LibraryImport(Library)] internal static partial nint ts_reshape(nint t, long* size, long rank);
    [LibraryImport(Library)] internal static partial nint ts_permute(nint t, long* order, long rank);
    [LibraryImport(Library)] internal static partial nint ts_expand(nint t, long* size, long rank);
    [LibraryImport(Library)] internal static partial nint ts_repeat(nint t, long* counts, long rank);
    [LibraryImport(Library)] internal static partial nint ts_transpose(nint t, long a, long b);
    [LibraryImport(Library)] internal static partial nint ts_flatten(nint t, long first, long last);
    [LibraryImport(Library)] internal static partial nint ts_unsqueeze(nint t, long dim);
    [LibraryImport(Library)] internal static partial nint ts_squeeze(nint t);
    [LibraryImport(Library)] internal static partial nint ts_squeeze_dim(nint t, long dim);
    [LibraryImport(Library)] internal static partial nint ts_cat(nint* all, long count, long dim);
    [LibraryImport(Library)] internal static partial nint ts_stack(nint* all, long count, long dim);
    [LibraryImport(Library)] internal static partial nint ts_select(nint t, long dim, long index);
    [LibraryImport(Library)] internal static partial nint ts_slice(nint t, long dim, long start, long finish, long step);
    [LibraryImport(Library)] internal static partial nint ts_narrow(nint t, long dim, long start, long length);
    [LibraryImport(Library)] internal static partial nint ts_index_select(nint t, long dim, nint index);
    [LibraryImport(Library)] internal static partial nint ts_gather(nint t, long dim, nint index);
    [LibraryImport(Library)] internal static partial nint ts_index_add(nint t, long dim, nint index, nint source, NativeScalar alpha);
    [LibraryImport(Library)] internal static partial nint ts_scatter_add_(nint t, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial nint ts_masked_fill(nint t, nint mask, NativeScalar value);
    [LibraryImport(Library)] internal static partial nint ts_masked_select(nint t, nint mask);
    [LibraryImport(Library)] internal static partial nint ts_where(nint condition, nint yes, nint no);
    [LibraryImport(Library)] internal static partial nint ts_triu(nint t, long diagonal);
    [LibraryImport(Library)] internal static partial nint ts_tril(nint t, long diagonal);
    [LibraryImport(Library)] internal static partial int ts_backward(nint t);
    [LibraryImport(Library)] internal static partial int ts_grad(nint* outputs, long out_count, nint* inputs, long in_count,
        nint* seeds, long seed_count, int retain, int create, int allow_unused, nint* result);
}
