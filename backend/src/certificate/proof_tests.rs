use super::*;

const SIGNED: &str = include_str!("vectors/signedJCS.json");

/// The test key of vc-di-eddsa.
fn w3c_key() -> Key {
    let pair: Value = serde_json::from_str(include_str!("vectors/keyPair.json")).unwrap();
    let bytes = bs58::decode(pair["privateKeyMultibase"].as_str().unwrap().strip_prefix('z').unwrap()).into_vec().unwrap();
    let key = Key::from_seed(bytes[2..].try_into().unwrap());
    assert_eq!(key.public_multibase(), pair["publicKeyMultibase"].as_str().unwrap());
    key
}

#[test]
fn signs_the_vector_of_the_standard() {
    let expected: Value = serde_json::from_str(SIGNED).unwrap();
    let unsigned: Value = serde_json::from_str(include_str!("vectors/unsigned.json")).unwrap();
    let proof = &expected["proof"];
    let made = sign(&unsigned, &w3c_key(), proof["verificationMethod"].as_str().unwrap(), proof["created"].as_str().unwrap()).unwrap();
    assert_eq!(&made["proof"][0], proof);
    assert!(verify(&expected, &w3c_key()) && verify(&made, &w3c_key()));
    assert_eq!(sign(&made, &w3c_key(), "a", "b"), Err(ProofError::Signed));
    assert!(!verify(&made, &Key::from_seed(&[7; 32])));
}

#[test]
fn canonical_form_is_that_of_rfc_8785() {
    let names = json!({ "\u{20ac}": "Euro", "\r": "CR", "\u{fb33}": "Dalet", "1": "One", "\u{1f600}": "Smiley", "\u{80}": "Control", "\u{f6}": "o" });
    let odd = json!({ "b": [true, null, -1, 0, 9_007_199_254_740_991_u64], "a": "\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f} \"\\/\u{7f}\u{2028}é😀", "": {} });
    for value in [names, odd] {
        let mut text = String::new();
        write(&value, &mut text).unwrap();
        assert_eq!(text, serde_json_canonicalizer::to_string(&value).unwrap());
    }
    for number in [json!(1.5), json!(1.0), json!(9_007_199_254_740_992_u64), json!(u64::MAX)] {
        assert_eq!(write(&number, &mut String::new()), Err(ProofError::Number));
    }
}

#[test]
fn every_changed_byte_is_refused() {
    let key = w3c_key();
    let text = serde_json::to_string(&serde_json::from_str::<Value>(SIGNED).unwrap()).unwrap();
    let mut parsed = 0;
    for at in 0..text.len() {
        for mask in [1_u8, 32] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= mask;
            if let Ok(value) = serde_json::from_slice::<Value>(&bytes) {
                parsed += 1;
                assert!(!verify(&value, &key), "byte {at} ^ {mask}");
            }
        }
    }
    assert!(parsed > 500);
}

#[test]
fn did_of_a_host_with_a_port() {
    assert_eq!(did_web("Upright.example.org"), "did:web:upright.example.org");
    assert_eq!(did_web("localhost:3000"), "did:web:localhost%3A3000");
}
