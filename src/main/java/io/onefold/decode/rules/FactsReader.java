package io.onefold.decode.rules;

import io.onefold.decode.facts.CommerceReader;
import io.onefold.decode.facts.Shop;
import io.onefold.decode.facts.ShopEvent;
import io.onefold.decode.facts.ShopProperties;
import io.onefold.decode.facts.TraitsReader;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.decode.sent.Context;
import io.onefold.decode.sent.SentEvent;
import io.onefold.event.AttributeUpdate;
import io.onefold.event.Commerce;
import io.onefold.event.Consent;
import io.onefold.event.EventType;
import io.onefold.event.Facts;
import io.onefold.event.Origin;
import io.onefold.event.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what an event states: attributes of an identify, consent, what it means to the shop.
 *
 * <p>What is said nearer to the event wins: its traits over its context's over the batch's.
 *
 * <p><b>Threading.</b> Confined to the request that it was made for.
 */
final class FactsReader {

  private final Tools tools;
  private final byte[] json;
  private final Context batch;
  private final RequestContext request;
  private final Faults ofBatchTraits = new Faults();

  /** Read for the first identify of a batch: once, however many follow. */
  private Optional<Map<String, Value>> batchTraits = Optional.empty();

  FactsReader(Tools tools, byte[] json, Context batch, RequestContext request) {
    this.tools = tools;
    this.json = json;
    this.batch = batch;
    this.request = request;
  }

  /**
   * @param messageKey tells this event's message from others
   */
  Facts read(SentEvent sent, EventType type, long messageKey, Faults faults) {
    try {
      List<AttributeUpdate> attributes =
          type == EventType.IDENTIFY ? attributes(sent, faults) : List.of();
      Commerce commerce =
          type == EventType.TRACK ? commerce(sent, messageKey, faults) : Commerce.NONE;
      List<Consent> consents = consents(sent.context());
      return attributes.isEmpty() && consents.isEmpty() && commerce == Commerce.NONE
          ? Facts.NONE
          : new Facts(attributes, commerce, consents);
    } catch (IOException e) {
      // The first walk passes over texts without looking at each character of them.
      faults.add(new Fault("malformed_text", "the event holds text that is not UTF-8", ""));
      return Facts.NONE;
    }
  }

  private List<AttributeUpdate> attributes(SentEvent sent, Faults faults) throws IOException {
    Map<String, Value> values = new LinkedHashMap<>(batchTraits());
    ofBatchTraits.first().ifPresent(faults::add);
    TraitsReader reader = new TraitsReader(json, request.normaliser(), values, faults);
    reader.read(tools.parsers(), sent.context().traits());
    reader.read(tools.parsers(), sent.traits());
    List<AttributeUpdate> updates = new ArrayList<>(values.size());
    values.forEach((key, value) -> updates.add(new AttributeUpdate(key, value)));
    return updates;
  }

  private Map<String, Value> batchTraits() throws IOException {
    if (batchTraits.isEmpty()) {
      Map<String, Value> values = new LinkedHashMap<>();
      new TraitsReader(json, request.normaliser(), values, ofBatchTraits)
          .read(tools.parsers(), batch.traits());
      batchTraits = Optional.of(values);
    }
    return batchTraits.get();
  }

  private List<Consent> consents(Context own) {
    if (batch.consents().isEmpty()) {
      return own.consents();
    }
    Map<String, Consent> byPurpose = new LinkedHashMap<>();
    batch.consents().forEach(consent -> byPurpose.put(consent.purpose(), consent));
    own.consents().forEach(consent -> byPurpose.put(consent.purpose(), consent));
    return List.copyOf(byPurpose.values());
  }

  private Commerce commerce(SentEvent sent, long messageKey, Faults faults) throws IOException {
    Optional<ShopEvent> event = ShopEvent.named(sent.event().strip());
    if (event.isEmpty()) {
      return Commerce.NONE;
    }
    ShopProperties properties =
        ShopProperties.read(tools.parsers(), json, sent.properties(), faults);
    return new CommerceReader(properties, shop(messageKey), faults).read(event.get());
  }

  private Shop shop(long messageKey) {
    Origin origin = request.origin();
    return new Shop(
        request.currency(),
        request.normaliser(),
        refundId -> tools.hasher().fingerprint(origin, refundId),
        messageKey);
  }
}
