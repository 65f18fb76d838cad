package io.onefold.http.wire;

import io.onefold.decode.Malformed;
import io.onefold.decode.Rejection;
import io.onefold.decode.json.Fault;

/**
 * A request that is refused for what it is: sending it again as it stands would not help.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param status 400 to 431
 * @param code for programs, in snake case
 * @param message what is wrong and what is allowed; holds nothing that the caller did not send
 * @param field where, empty when it is no single field
 */
public record Problem(int status, String code, String message, String field) {

  /** The body as a whole is of no use. */
  public static Problem of(Malformed malformed) {
    int status = malformed.isTooLarge() ? 413 : 400;
    return new Problem(status, malformed.code(), malformed.message(), malformed.field());
  }

  public static Problem of(Fault fault) {
    return badRequest(fault.code(), fault.message(), fault.field());
  }

  /** The only event of the request is refused. */
  public static Problem of(Rejection rejection) {
    int status = rejection.isTooLarge() ? 413 : 400;
    return new Problem(status, rejection.code(), rejection.message(), rejection.field());
  }

  public static Problem badRequest(String code, String message, String field) {
    return new Problem(400, code, message, field);
  }

  /** What came is no HTTP request, or one with a line or header that is too long. */
  public static Problem malformedRequest(int status) {
    return new Problem(
        status, "malformed_request", "the request line or a header is malformed or too long", "");
  }

  /** A parameter of the query is not as it should be. */
  public static Problem badParameter(String field, String allowed) {
    return badRequest("invalid_parameter", field + " must be " + allowed, field);
  }

  public static Problem missingKey() {
    return new Problem(
        401,
        "missing_key",
        "a key is needed: Authorization: Basic base64(key:) or Bearer key, X-Write-Key, writeKey in"
            + " the body or the query",
        "");
  }

  /** Reading takes a key in a header only: a path with its query ends up in logs. */
  public static Problem missingSecretKey() {
    return new Problem(
        401,
        "missing_key",
        "a secret key is needed: Authorization: Basic base64(key:) or Bearer key",
        "");
  }

  public static Problem unknownKey() {
    return new Problem(401, "unknown_key", "there is no such key", "");
  }

  public static Problem forbiddenKey() {
    return new Problem(
        403,
        "forbidden_key",
        "this key may not do this: a secret key of the account is needed",
        "");
  }

  public static Problem noSuchPath() {
    return new Problem(404, "not_found", "there is nothing at this path", "");
  }

  public static Problem noSuchProfile() {
    return new Problem(404, "profile_not_found", "no profile is known by this identifier", "");
  }

  /** Somebody whom the request names is not there. */
  public static Problem noSuchProfile(String field) {
    return new Problem(404, "profile_not_found", "no profile is known by this identifier", field);
  }

  /** The request is sound, and does not fit what the profile is. */
  public static Problem conflict(String code, String message, String field) {
    return new Problem(409, code, message, field);
  }

  public static Problem wrongMethod(String allowed) {
    return new Problem(405, "method_not_allowed", "allowed here: " + allowed, "");
  }

  public static Problem tooLarge(int bytesMax) {
    return new Problem(413, "too_large", "a body may have at most " + bytesMax + " bytes here", "");
  }
}
