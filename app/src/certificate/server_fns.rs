//! Forms of certificates.

use backend::certificate::{self, Check, Shown};
use domain::{
    certificate::read_code,
    form::{FieldError, FormErrors},
};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, context, finish, id, read_upload, text},
};

/// Issues a new version of one's own certificate, in a language.
#[server]
pub async fn renew_certificate(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let held = certificate::load_for(&ctx, id(&text(&fields, "certificate"))?).await?;
        certificate::renew(&ctx, &held, &text(&fields, "language")).await?;
        Ok(Done::say(href::CERTIFICATES, Notice::CertificateRenewed))
    };
    finish("certificate", href::CERTIFICATES, &fields, result.await).await
}

/// Shows a certificate to others, or no longer.
#[server]
pub async fn share_certificate(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let held = certificate::load_for(&ctx, id(&text(&fields, "certificate"))?).await?;
        let (shown, notice) = if text(&fields, "show") == "yes" {
            (Shown::ToOthers, Notice::CertificateShared)
        } else {
            (Shown::ToNobody, Notice::CertificateHidden)
        };
        certificate::share(&ctx, &held, shown).await?;
        Ok(Done::say(href::CERTIFICATES, notice))
    };
    finish("certificate", href::CERTIFICATES, &fields, result.await).await
}

/// Compares a file with a certificate. Open to everybody; nothing of the file is kept.
#[server(input = MultipartFormData)]
pub async fn check_file(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let back = read_code(&text(&upload.fields, "code")).map_or_else(|| href::VERIFY.to_owned(), |code| href::verify(&code));
    let result = async {
        let ctx = context()?;
        let found = certificate::verify(&ctx, &text(&upload.fields, "code")).await?;
        if let Some(error) = broken {
            return Err(error);
        }
        if upload.bytes.is_empty() {
            return Err(AppError::Invalid(FormErrors::one("file", FieldError::Empty)));
        }
        let result = match certificate::check_file(&ctx, &found, &upload.bytes).await? {
            Check::SamePdf => "pdf",
            Check::SameCredential => "credential",
            Check::Different => "different",
        };
        Ok(Done::go(format!("{back}?file={result}#file")))
    };
    let result = result.await;
    finish("check_file", &back, &upload.fields, result).await
}
