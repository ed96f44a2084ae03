package dev.skep.inference.sample;

/**
 * Unpacked bytes of a source.
 *
 * @param head the beginning
 * @param whole whether {@code head} is everything
 * @param later what may be read beyond it; nothing if {@code whole}
 * @param size unpacked size in bytes, an estimate if packed and not whole
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Body(byte[] head, boolean whole, Parts later, long size) {}
