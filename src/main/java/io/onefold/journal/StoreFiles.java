package io.onefold.journal;

/**
 * The files of the store. What was purged is gone from the store's memory, but stands in its files
 * until they are written anew.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
public interface StoreFiles {

  /**
   * Asks for the files to be written anew from what the store holds now or later. Returns at once;
   * requests are gathered, and what does not succeed is logged.
   */
  void rewrite();
}
