package io.onefold.event;

/**
 * A statement that an attribute has a value, made by an identify call.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param key dotted {@code group.key}, for example {@code core_data.first_name} or {@code
 *     custom.shoe_size}; at most {@link Limits#NAME_CHARS_MAX} characters
 */
public record AttributeUpdate(String key, Value value) {}
