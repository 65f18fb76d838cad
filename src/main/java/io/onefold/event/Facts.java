package io.onefold.event;

import java.util.List;

/**
 * What an event states about its sender, beside the fact that it happened.
 *
 * <p><b>Threading.</b> Immutable.
 */
public record Facts(List<AttributeUpdate> attributes, Commerce commerce, List<Consent> consents) {

  public static final Facts NONE = new Facts(List.of(), Commerce.NONE, List.of());

  public Facts {
    attributes = List.copyOf(attributes);
    consents = List.copyOf(consents);
  }
}
