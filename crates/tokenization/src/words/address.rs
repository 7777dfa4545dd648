//! Web and mail addresses and file names, which stay whole.

/// Length in bytes of the address that `rest` begins with, without the punctuation that follows
/// it; none if it does not begin with one.
///
/// `rest` has no white space; at byte `at` of it stands the `@`, `:` or `.` that gave rise to the
/// question, so that the answer costs no more than the address is long.
pub(super) fn length(rest: &str, at: usize) -> Option<usize> {
    let (before, behind) = (rest.get(..at)?, rest.get(at..)?);
    let is_address = match behind.bytes().next()? {
        b'@' => is_mail_address(before, behind),
        b':' => behind.starts_with("://") && is_scheme(before),
        _ => before.eq_ignore_ascii_case("www"),
    };
    if !is_address {
        return None;
    }
    let end = rest.find(['"', '<', '>', '“', '”', '|', '»', '«']).unwrap_or(rest.len());
    let trimmed = trim(rest.get(..end)?);
    (trimmed.len() > at).then_some(trimmed.len())
}

/// Whether the user name and the `@host` behind it make a mail address.
fn is_mail_address(user: &str, host: &str) -> bool {
    let in_user = |character: char| character.is_alphanumeric() || "._%+-=".contains(character);
    !user.is_empty()
        && user.chars().all(in_user)
        && host.chars().nth(1).is_some_and(char::is_alphanumeric)
}

/// Whether `name` can stand before `://`.
fn is_scheme(name: &str) -> bool {
    name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Cuts the punctuation behind an address, and a bracket that was not opened inside.
fn trim(mut address: &str) -> &str {
    // No bracket that opens is ever cut.
    let (has_round, has_square) = (address.contains('('), address.contains('['));
    loop {
        let cut = match address.chars().next_back() {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '…') => true,
            Some(')') => !has_round,
            Some(']') => !has_square,
            _ => false,
        };
        if !cut {
            return address;
        }
        let mut characters = address.chars();
        characters.next_back();
        address = characters.as_str();
    }
}
