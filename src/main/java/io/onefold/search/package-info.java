/**
 * Finds profiles while somebody types a name or an e-mail address.
 *
 * <p><b>What.</b> {@link io.onefold.search.PrefixIndex} leads from the beginnings of words to the
 * profiles of one shard; it is derived from them and rebuilt with them, never saved. {@link
 * io.onefold.search.Ranking} says how well a profile fits what was typed.
 *
 * <p><b>Rules.</b> What was typed and what is searched are folded in the same way: case, accents
 * and forms of letters make no difference. Each word typed must begin a word of the name or of the
 * e-mail address; the order of the words does not matter. Accounts have an order of words each, so
 * that no search can cross over.
 *
 * <p><b>Why.</b> The end of an address from one of its words on is a part of the address. So an
 * entry of the index is four bytes, the place where a word begins in a text that is kept once; and
 * the beginning of a word, of two words or of the whole text are all found by the same search by
 * halves.
 */
package io.onefold.search;
