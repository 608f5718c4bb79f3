/** What Next hands to a route beside the request: the values of the folders in brackets. */
export interface PathContext<Name extends string = "id"> {
  readonly params: Promise<Readonly<Record<Name, string>>>;
}
