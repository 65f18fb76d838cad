package io.onefold.personalize;

import static io.onefold.personalize.Samples.ABSORBED;
import static io.onefold.personalize.Samples.ANN;
import static io.onefold.personalize.Samples.LOGIN;
import static io.onefold.personalize.Samples.SPRING_MS;
import static io.onefold.personalize.Samples.SUMMER_MS;
import static io.onefold.personalize.Samples.TRACKING_ID;
import static io.onefold.personalize.Samples.attribute;
import static io.onefold.personalize.Samples.facts;
import static io.onefold.personalize.Samples.identity;
import static io.onefold.personalize.Samples.json;
import static io.onefold.personalize.Samples.known;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onefold.event.IdentifierType;
import io.onefold.event.Value;
import io.onefold.profile.IdentityFacts;
import io.onefold.profile.ProfileFacts;
import io.onefold.profile.ProfileFacts.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ProfileJsonTest {

  private static final IdentityFacts.Known CUSTOMER =
      known(IdentifierType.CUSTOMER_ID, "c-1", SUMMER_MS);

  @Test
  void render_wholeProfile_isTheContract() {
    JsonNode read = render(Samples.ann(), identity(CUSTOMER), "customer_id:c-1");
    assertThat(read)
        .isEqualTo(
            json(
                """
                {'profile_id':'%s','tracking_id':'%s','requested_id':'customer_id:c-1',
                'canonical':true,'known':true,'type':'person',
                'first_seen':'2026-03-01T08:00:00.250Z','last_seen':'2026-07-15T12:30:00.000Z',
                'identifiers':[{'type':'customer_id','value':'c-1',
                  'first_seen':'2026-03-01T08:00:00.250Z','last_seen':'2026-07-15T12:30:00.000Z',
                  'source':'tracking'}],
                'attributes':{
                  'core_data.first_name':
                    {'value':'Ann','source':'crm','updated_at':'2026-07-15T12:30:00.000Z'},
                  'core_data.last_name':
                    {'value':'de Vries','source':'crm','updated_at':'2026-07-15T12:30:00.000Z'},
                  'core_data.tracking_id':
                    {'value':'%s','source':'onefold','updated_at':'2026-03-01T08:00:00.250Z'},
                  'custom.shoe_size':
                    {'value':38.50,'source':'crm','updated_at':'2026-07-15T12:30:00.000Z'},
                  'custom.tags':
                    {'value':['a',{'b':null}],'source':'crm',
                    'updated_at':'2026-07-15T12:30:00.000Z'},
                  'custom.vip':
                    {'value':true,'source':'crm','updated_at':'2026-07-15T12:30:00.000Z'}},
                'metrics':{'event_count':12,'order_count':2,'total_spend':12.55,
                  'total_spend_currency':'EUR','spend':{'EUR':12.55},
                  'last_order_at':'2026-07-15T12:30:00.000Z','visit_count':3,
                  'events':{'Order Completed':2,'page':10}},
                'consent':{
                  'analytics':{'value':false,'source':'tracking',
                    'at':'2026-03-01T08:00:00.250Z'},
                  'marketing':{'value':true,'source':'crm',
                    'at':'2026-07-15T12:30:00.000Z'}},
                'segments':[],
                'cart':[
                  {'product_id':'p1','name':'Shoe','price':49.99,'currency':'EUR','quantity':2},
                  {'product_id':'p2','name':null,'price':null,'currency':null,'quantity':1}],
                'predictions':{}}
                """
                    .formatted(ANN.text(), TRACKING_ID, TRACKING_ID)));
  }

  @Test
  void render_attributes_areSortedByKey() {
    JsonNode read =
        render(
            facts(attribute("custom.b", Value.text("")), attribute("custom.c", Value.text(""))),
            identity(
                known(IdentifierType.EMAIL, "ann@example.com", SUMMER_MS),
                known(IdentifierType.PHONE, "+3112345678", SUMMER_MS)),
            "");
    assertThat(read.path("attributes").fieldNames())
        .toIterable()
        .containsExactly(
            "core_data.email_address",
            "core_data.phone_number",
            "core_data.tracking_id",
            "custom.b",
            "custom.c");
  }

  @Test
  void render_beforeFirstEvent_hasNullTimes() {
    ProfileFacts facts =
        new ProfileFacts(
            1,
            false,
            0,
            0,
            List.of(),
            Samples.NO_METRICS,
            List.of(),
            List.of(),
            false,
            Optional.empty());
    JsonNode read = render(facts, identity(), "");
    assertThat(read.path("first_seen").isNull()).isTrue();
    assertThat(read.path("last_seen").isNull()).isTrue();
    assertThat(read.path("metrics"))
        .isEqualTo(
            json(
                "{'event_count':0,'order_count':0,'total_spend':0,'total_spend_currency':'EUR',"
                    + "'spend':{},'last_order_at':null,'visit_count':0,'events':{}}"));
  }

  @Test
  void render_severalCurrencies_totalIsInReportingOne() {
    Metrics metrics =
        new Metrics(3, 3, Map.of("EUR", 100_000L, "USD", 55_000L), "EUR", SUMMER_MS, 1, Map.of());
    JsonNode read = render(facts(List.of(), metrics), identity(), "").path("metrics");
    assertThat(read.path("total_spend")).isEqualTo(json("10"));
    assertThat(read.path("total_spend_currency").textValue()).isEqualTo("EUR");
    assertThat(read.path("spend")).isEqualTo(json("{'EUR':10,'USD':5.5}"));
  }

  @ParameterizedTest
  @CsvSource({
    "profile_id:SELF,true",
    "profile_id:OTHER,false",
    "tracking_id:TRACKING,true",
    "tracking_id:former,false",
    "email:ann@example.com,true",
    "anonymous_id:profile_id:OTHER,true",
  })
  void canonical_requestedId_tellsFormerIds(String requested, boolean canonical) {
    String requestedId =
        requested
            .replace("SELF", ANN.text())
            .replace("OTHER", ABSORBED.text())
            .replace("TRACKING", TRACKING_ID);
    JsonNode read = render(facts(), identity(), requestedId);
    assertThat(read.path("canonical").booleanValue()).isEqualTo(canonical);
    assertThat(read.path("requested_id").textValue()).isEqualTo(requestedId);
  }

  @Test
  void merging_linkOnItsWay_isTrue() {
    IdentityFacts unsettled =
        new IdentityFacts(ANN, TRACKING_ID, false, List.of(), List.of(), List.of(), List.of());
    assertThat(render(facts(), unsettled, "").path("merging").booleanValue()).isTrue();
    assertThat(render(facts(), identity(), "").has("merging")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = IdentifierType.class,
      names = {"CUSTOMER_ID", "EMAIL", "PHONE", "SOURCE_ID"})
  void type_personIdentifier_isPerson(IdentifierType type) {
    assertThat(type(facts(), known(type, "x", SUMMER_MS))).isEqualTo("person");
  }

  @ParameterizedTest
  @EnumSource(
      value = IdentifierType.class,
      names = {"ANONYMOUS_ID", "ORDER_ID"})
  void type_otherIdentifier_isUnknown(IdentifierType type) {
    assertThat(type(facts(), known(type, "x", SUMMER_MS))).isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({"core_data.type,Organisation", "custom.type,organization"})
  void type_attributeSaysOrganisation_isOrganisation(String key, String value) {
    assertThat(type(facts(attribute(key, Value.text(value))), CUSTOMER)).isEqualTo("organisation");
  }

  @Test
  void attributes_emailIdentifierOnly_showsTheOneNamedLast() {
    JsonNode read =
        render(
            facts(),
            identity(
                known(IdentifierType.EMAIL, "new@example.com", SUMMER_MS),
                known(IdentifierType.EMAIL, "old@example.com", SPRING_MS),
                known(IdentifierType.PHONE, "+3112345678", SPRING_MS)),
            "");
    assertThat(read.path("attributes").path("core_data.email_address"))
        .isEqualTo(
            json(
                "{'value':'new@example.com','source':'tracking',"
                    + "'updated_at':'2026-07-15T12:30:00.000Z'}"));
    assertThat(read.path("attributes").path("core_data.phone_number").path("value").textValue())
        .isEqualTo("+3112345678");
  }

  @Test
  void attributes_emailAttributeAndIdentifier_keepsAttribute() {
    JsonNode read =
        render(
            facts(attribute("core_data.email_address", Value.text("Ann@Example.com"))),
            identity(known(IdentifierType.EMAIL, "ann@example.com", SUMMER_MS)),
            "");
    assertThat(read.path("attributes").path("core_data.email_address").path("value").textValue())
        .isEqualTo("Ann@Example.com");
  }

  @Test
  void attributes_emailKnownByHashOnly_showsNoAddress() {
    JsonNode read = render(facts(), identity(known(IdentifierType.EMAIL, "5f3ab1", SUMMER_MS)), "");
    assertThat(read.path("attributes").has("core_data.email_address")).isFalse();
  }

  @Test
  void attributes_trackingIdSetFromOutside_isOurs() {
    JsonNode read =
        render(facts(attribute("core_data.tracking_id", Value.text("forged"))), identity(), "");
    assertThat(read.path("attributes").path("core_data.tracking_id").path("value").textValue())
        .isEqualTo(TRACKING_ID);
  }

  @Test
  void attributes_trackingIdAfterMerge_isIssuedThen() {
    IdentityFacts merged =
        new IdentityFacts(
            ANN,
            TRACKING_ID,
            true,
            List.of(),
            List.of(),
            List.of(new IdentityFacts.Merge(ABSORBED, SUMMER_MS, LOGIN)),
            List.of());
    JsonNode read = render(facts(), merged, "").path("attributes");
    assertThat(read.path("core_data.tracking_id").path("updated_at").textValue())
        .isEqualTo("2026-07-15T12:30:00.000Z");
  }

  private static String type(ProfileFacts facts, IdentityFacts.Known identifier) {
    return render(facts, identity(identifier), "").path("type").textValue();
  }

  private static JsonNode render(ProfileFacts facts, IdentityFacts identity, String requestedId) {
    return json(ProfileJson.render(facts, identity, requestedId, "EUR"));
  }
}
