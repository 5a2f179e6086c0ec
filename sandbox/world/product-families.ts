/** A kind of product: what its styles are called, made of, cost, and which variants they come in. */
export interface Family {
  readonly code: string
  readonly categories: readonly string[]
  /** Slug, French name, English name of each style. */
  readonly styles: readonly (readonly [slug: string, french: string, english: string])[]
  readonly brands: readonly string[]
  readonly materials: readonly string[]
  readonly taxRate: '20' | '5.5'
  readonly weighed: boolean
  /** Two digits of the SKU and the value shown. */
  readonly colors: readonly (readonly [code: string, label: string])[]
  readonly sizes: readonly (readonly [code: string, label: string])[]
  /** Lowest and highest list price in whole euros, gross. */
  readonly price: readonly [number, number]
}

const LETTERS: Family['sizes'] = [
  ['01', 'XS'],
  ['02', 'S'],
  ['03', 'M'],
  ['04', 'L'],
  ['05', 'XL'],
]
const ONE_SIZE: Family['sizes'] = [['00', 'TU']]

const shirts: Family = {
  code: 'chemises',
  categories: ['mode', 'hauts', 'chemises'],
  styles: [
    ['chemise-oxford', 'Chemise Oxford', 'Oxford shirt'],
    ['chemise-popeline', 'Chemise en popeline', 'Poplin shirt'],
    ['chemise-lin', 'Chemise en lin lavé', 'Washed linen shirt'],
    ['mariniere', 'Marinière rayée', 'Striped Breton top'],
  ],
  brands: ['Maison Couture', 'Fil & Trame'],
  materials: ['100 % coton', '100 % lin', 'Coton biologique'],
  taxRate: '20',
  weighed: false,
  colors: [
    ['10', 'Blanc'],
    ['11', 'Bleu ciel'],
    ['12', 'Rayé marine'],
  ],
  sizes: LETTERS,
  price: [39, 89],
}

const dresses: Family = {
  code: 'robes',
  categories: ['mode', 'robes'],
  styles: [
    ['robe-portefeuille', 'Robe portefeuille', 'Wrap dress'],
    ['robe-chemise', 'Robe chemise', 'Shirt dress'],
    ['robe-longue-plissee', 'Robe longue plissée', 'Pleated maxi dress'],
  ],
  brands: ['Maison Couture', 'Atelier Colombe'],
  materials: ['Viscose', 'Soie mélangée', '100 % coton'],
  taxRate: '20',
  weighed: false,
  colors: [
    ['20', 'Terracotta'],
    ['21', 'Noir'],
    ['22', 'Fleuri'],
  ],
  sizes: LETTERS,
  price: [69, 149],
}

const knitwear: Family = {
  code: 'mailles',
  categories: ['mode', 'hauts', 'mailles'],
  styles: [
    ['pull-col-rond', 'Pull col rond', 'Crew neck jumper'],
    ['cardigan-torsade', 'Cardigan torsadé', 'Cable knit cardigan'],
    ['pull-marin', 'Pull marin boutonné', 'Buttoned sailor jumper'],
  ],
  brands: ['Maison Couture', 'Bergerie du Larzac'],
  materials: ['Laine mérinos', 'Cachemire', 'Laine et alpaga'],
  taxRate: '20',
  weighed: false,
  colors: [
    ['30', 'Écru'],
    ['31', 'Marine'],
    ['32', 'Vert sapin'],
  ],
  sizes: LETTERS,
  price: [59, 189],
}

const shoes: Family = {
  code: 'chaussures',
  categories: ['mode', 'chaussures'],
  styles: [
    ['derby-cuir', 'Derby en cuir', 'Leather derby shoe'],
    ['espadrille-corde', 'Espadrille semelle corde', 'Rope sole espadrille'],
    ['basket-toile', 'Basket en toile', 'Canvas trainer'],
    ['bottine-chelsea', 'Bottine Chelsea', 'Chelsea boot'],
  ],
  brands: ['Les Pas Perdus', 'Maison Couture'],
  materials: ['Cuir de veau', 'Toile de coton', 'Cuir velours'],
  taxRate: '20',
  weighed: false,
  colors: [
    ['40', 'Cognac'],
    ['41', 'Noir'],
  ],
  sizes: [
    ['38', '38'],
    ['39', '39'],
    ['40', '40'],
    ['41', '41'],
    ['42', '42'],
  ],
  price: [49, 179],
}

const jeans: Family = {
  code: 'jeans',
  categories: ['mode', 'bas', 'jeans'],
  styles: [
    ['slim-jean', 'Jean slim', 'Slim jeans'],
    ['jean-droit', 'Jean droit', 'Straight jeans'],
    ['jean-bootcut', 'Jean bootcut', 'Bootcut jeans'],
  ],
  brands: ['Denim de Nîmes', 'Maison Couture'],
  materials: ['Denim 12 oz', 'Denim stretch', 'Denim recyclé'],
  taxRate: '20',
  weighed: false,
  colors: [
    ['01', 'Brut'],
    ['02', 'Noir délavé'],
  ],
  sizes: [
    ['30', '30'],
    ['32', '32'],
    ['34', '34'],
    ['36', '36'],
  ],
  price: [59, 129],
}

const teas: Family = {
  code: 'thes',
  categories: ['epicerie', 'thes'],
  styles: [
    ['the-vert-sencha', 'Thé vert Sencha en vrac', 'Loose Sencha green tea'],
    ['the-noir-darjeeling', 'Thé noir Darjeeling en vrac', 'Loose Darjeeling black tea'],
    ['melange-epices-douces', 'Épices douces en vrac', 'Loose mild spice mix'],
  ],
  brands: ['Comptoir des Cimes'],
  materials: ['Feuilles entières', 'Agriculture biologique'],
  taxRate: '5.5',
  weighed: true,
  colors: [
    ['50', 'Nature'],
    ['51', 'Bergamote'],
    ['52', 'Fleur d’oranger'],
  ],
  sizes: [['00', 'Vrac']],
  price: [48, 140],
}

const mugs: Family = {
  code: 'vaisselle',
  categories: ['maison', 'table', 'vaisselle'],
  styles: [
    ['tasse-emaillee', 'Tasse émaillée', 'Enamel mug'],
    ['bol-breton', 'Bol à oreilles', 'Breton bowl'],
    ['assiette-gres', 'Assiette en grès', 'Stoneware plate'],
  ],
  brands: ['Faïencerie du Port', 'Maison Couture'],
  materials: ['Acier émaillé', 'Grès', 'Faïence'],
  taxRate: '20',
  weighed: false,
  colors: [
    ['60', 'Blanc'],
    ['61', 'Bleu nuit'],
    ['62', 'Moutarde'],
    ['63', 'Sauge'],
  ],
  sizes: ONE_SIZE,
  price: [9, 29],
}

const bags: Family = {
  code: 'sacs',
  categories: ['mode', 'accessoires', 'sacs'],
  styles: [
    ['cabas-toile', 'Cabas en toile', 'Canvas tote'],
    ['besace-cuir', 'Besace en cuir', 'Leather satchel'],
    ['sac-week-end', 'Sac week-end', 'Weekend bag'],
  ],
  brands: ['Sellerie Aubert', 'Maison Couture'],
  materials: ['Toile enduite', 'Cuir pleine fleur'],
  taxRate: '20',
  weighed: false,
  colors: [
    ['70', 'Camel'],
    ['71', 'Noir'],
    ['72', 'Kaki'],
  ],
  sizes: ONE_SIZE,
  price: [35, 249],
}

const books: Family = {
  code: 'livres',
  categories: ['librairie', 'livres'],
  styles: [
    ['livre-couture-facile', 'La couture facile', 'Sewing made easy'],
    ['livre-cuisine-de-saison', 'Cuisine de saison', 'Cooking with the seasons'],
    ['livre-jardin-de-ville', 'Mon jardin de ville', 'My city garden'],
  ],
  brands: ['Éditions du Passage'],
  materials: ['Papier recyclé', 'Papier couché'],
  taxRate: '5.5',
  weighed: false,
  colors: [['80', 'Français']],
  sizes: [
    ['01', 'Broché'],
    ['02', 'Poche'],
    ['03', 'Relié'],
  ],
  price: [8, 39],
}

const scarves: Family = {
  code: 'foulards',
  categories: ['mode', 'accessoires', 'foulards'],
  styles: [
    ['carre-soie', 'Carré de soie', 'Silk square'],
    ['echarpe-laine', 'Écharpe en laine', 'Wool scarf'],
    ['bonnet-cotele', 'Bonnet côtelé', 'Ribbed beanie'],
  ],
  brands: ['Soieries du Rhône', 'Maison Couture'],
  materials: ['Twill de soie', 'Laine mérinos', 'Coton côtelé'],
  taxRate: '20',
  weighed: false,
  colors: [
    ['90', 'Rouge garance'],
    ['91', 'Bleu Klein'],
    ['92', 'Ocre'],
    ['93', 'Gris perle'],
  ],
  sizes: ONE_SIZE,
  price: [19, 119],
}

/** In the order in which product indexes run through them: index 4 is a pair of jeans, as is 14. */
export const FAMILIES: readonly Family[] = [
  shirts,
  dresses,
  knitwear,
  shoes,
  jeans,
  teas,
  mugs,
  bags,
  books,
  scarves,
]
