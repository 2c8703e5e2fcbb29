//! Addresses of the web that people enter.

use domain::form::{self, FieldError};

/// An address of the web that a browser opens safely: https, a host, nothing that hides another host.
pub(crate) fn web_address(text: &str) -> Result<String, FieldError> {
    let url = form::line(text, form::limits::WEB_ADDRESS)?;
    let parsed = url::Url::parse(&url).map_err(|_e| FieldError::WebAddress)?;
    let plain = parsed.username().is_empty() && parsed.password().is_none() && parsed.domain().is_some_and(|d| d.contains('.'));
    if parsed.scheme() == "https" && plain { Ok(url) } else { Err(FieldError::WebAddress) }
}
