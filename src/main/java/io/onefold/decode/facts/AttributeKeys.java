package io.onefold.decode.facts;

/**
 * The keys under which profiles keep what Segment's traits say.
 *
 * <p>Traits that Segment reserves go to {@code core_data}, all others to {@code custom}. A trait
 * that is already written as such a key keeps it.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class AttributeKeys {

  static final String EMAIL = "core_data.email_address";
  static final String PHONE = "core_data.phone_number";

  /** No attribute at all. */
  static final String NONE = "";

  private static final String CORE = "core_data.";
  private static final String CUSTOM = "custom.";

  /** Given out by Onefold alone; a sender that could set it could pass for somebody else. */
  private static final String TRACKING_ID = CORE + "tracking_id";

  private AttributeKeys() {}

  static String of(String trait) {
    return switch (trait) {
      case "email" -> EMAIL;
      case "phone" -> PHONE;
      case "firstName", "first_name", "firstname" -> "core_data.first_name";
      case "lastName", "last_name", "lastname" -> "core_data.last_name";
      case "name" -> "core_data.name";
      case "birthday" -> "core_data.birthday";
      case "gender" -> "core_data.gender";
      case "title" -> "core_data.title";
      case "username" -> "core_data.username";
      case "company" -> "core_data.company";
      case "avatar" -> "core_data.avatar";
      case "website" -> "core_data.website";
      case "description" -> "core_data.description";
      case "age" -> "core_data.age";
      case "createdAt", "created_at" -> "core_data.created_at";
      case TRACKING_ID, NONE -> NONE;
      default -> isKey(trait) ? trait : CUSTOM + trait;
    };
  }

  /** Whether this trait's object is taken apart, its fields becoming attributes of their own. */
  static boolean isTakenApart(String trait) {
    return trait.equals("address") || trait.equals("company");
  }

  /** The key of a field of an object that is taken apart. */
  static String of(String trait, String field) {
    return switch (trait + '.' + field) {
      case "address.street" -> "core_data.address_street";
      case "address.city" -> "core_data.address_city";
      case "address.state" -> "core_data.address_state";
      case "address.postalCode", "address.postal_code" -> "core_data.address_postal_code";
      case "address.country" -> "core_data.address_country";
      case "company.name" -> "core_data.company";
      default -> CUSTOM + trait + '_' + field;
    };
  }

  private static boolean isKey(String trait) {
    return (trait.startsWith(CORE) && trait.length() > CORE.length())
        || (trait.startsWith(CUSTOM) && trait.length() > CUSTOM.length());
  }
}
