//! What the forms of certificates hold.

use domain::{certificate::read_code, ids::CertificateId};

use crate::{
    error::conflicts,
    href,
    i18n::t,
    server::form::{Code, Flag, Id, form},
};

form! {
    /// A new version of a certificate, in a language.
    RenewCertificate { certificate: Id<CertificateId>, language: Code }
    |f| "certificate" => href::CERTIFICATES;

    /// Whether a certificate is shown to others.
    ShareCertificate { certificate: Id<CertificateId>, show: Flag }
    |f| "certificate" => href::CERTIFICATES;

    /// A certificate to compare a file with.
    CheckFile { code: Code }
    |f| "check_file" => read_code(&f.code).map_or_else(|| href::VERIFY.to_owned(), |code| href::verify(&code));
}

conflicts! {
    CertificateNotInForce => t!("problem-certificate-not-in-force"),
}
